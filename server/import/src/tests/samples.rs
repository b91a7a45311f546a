//! Small documents of every standard, in the shapes that the standards' own examples have; all names are made up.

/// UBL of EN 16931: partly paid before, an allowance, a charge, early payment and an account.
pub(super) const UBL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<n:Invoice xmlns:n="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<b:CustomizationID>urn:cen.eu:en16931:2017</b:CustomizationID><b:ID>F-900</b:ID><b:IssueDate>2026-06-01</b:IssueDate>
<b:DueDate>2026-07-01</b:DueDate><b:InvoiceTypeCode>380</b:InvoiceTypeCode><b:Note>#ADU#Gracias &amp; saludos</b:Note>
<b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
<a:AccountingSupplierParty><a:Party><a:PartyLegalEntity><b:RegistrationName>Norte SL</b:RegistrationName></a:PartyLegalEntity>
<a:PartyTaxScheme><b:CompanyID>ESB12345674</b:CompanyID></a:PartyTaxScheme></a:Party></a:AccountingSupplierParty>
<a:AccountingCustomerParty><b:SupplierAssignedAccountID>C-7</b:SupplierAssignedAccountID><a:Party>
<a:PostalAddress><b:StreetName>Calle Uno 1</b:StreetName><b:CityName>Madrid</b:CityName><b:PostalZone>28001</b:PostalZone>
<a:Country><b:IdentificationCode>ES</b:IdentificationCode></a:Country></a:PostalAddress>
<a:PartyTaxScheme><b:CompanyID>ESA58818501</b:CompanyID></a:PartyTaxScheme>
<a:PartyLegalEntity><b:RegistrationName>Aurora SA</b:RegistrationName></a:PartyLegalEntity>
<a:Contact><b:Telephone>+34 600</b:Telephone><b:ElectronicMail>ap@aurora.example</b:ElectronicMail></a:Contact></a:Party></a:AccountingCustomerParty>
<a:PaymentMeans><b:PaymentMeansCode>58</b:PaymentMeansCode><b:PaymentID>RF18539007547034</b:PaymentID>
<a:PayeeFinancialAccount><b:ID>ES9121000418450200051332</b:ID></a:PayeeFinancialAccount></a:PaymentMeans>
<a:PaymentTerms><b:Note>2 % 10 días</b:Note><b:SettlementDiscountPercent>2</b:SettlementDiscountPercent>
<a:SettlementPeriod><b:EndDate>2026-06-11</b:EndDate></a:SettlementPeriod></a:PaymentTerms>
<a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:AllowanceChargeReason>Rebaja</b:AllowanceChargeReason><b:Amount currencyID="EUR">10.00</b:Amount>
<a:TaxCategory><b:ID>S</b:ID><b:Percent>21</b:Percent></a:TaxCategory></a:AllowanceCharge>
<a:AllowanceCharge><b:ChargeIndicator>true</b:ChargeIndicator><b:AllowanceChargeReason>Porte</b:AllowanceChargeReason><b:Amount currencyID="EUR">5.00</b:Amount>
<a:TaxCategory><b:ID>S</b:ID><b:Percent>21</b:Percent></a:TaxCategory></a:AllowanceCharge>
<a:TaxTotal><b:TaxAmount currencyID="EUR">19.95</b:TaxAmount><a:TaxSubtotal><b:TaxableAmount currencyID="EUR">95.00</b:TaxableAmount>
<b:TaxAmount currencyID="EUR">19.95</b:TaxAmount><a:TaxCategory><b:ID>S</b:ID><b:Percent>21</b:Percent></a:TaxCategory></a:TaxSubtotal></a:TaxTotal>
<a:LegalMonetaryTotal><b:LineExtensionAmount currencyID="EUR">100.00</b:LineExtensionAmount><b:TaxExclusiveAmount currencyID="EUR">95.00</b:TaxExclusiveAmount>
<b:TaxInclusiveAmount currencyID="EUR">114.95</b:TaxInclusiveAmount><b:AllowanceTotalAmount currencyID="EUR">10.00</b:AllowanceTotalAmount>
<b:ChargeTotalAmount currencyID="EUR">5.00</b:ChargeTotalAmount><b:PrepaidAmount currencyID="EUR">14.95</b:PrepaidAmount><b:PayableAmount currencyID="EUR">100.00</b:PayableAmount></a:LegalMonetaryTotal>
<a:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity>3</b:InvoicedQuantity><b:LineExtensionAmount currencyID="EUR">100.00</b:LineExtensionAmount>
<a:Item><b:Name>Cajas</b:Name><a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>21</b:Percent></a:ClassifiedTaxCategory></a:Item></a:InvoiceLine>
</n:Invoice>"#;

/// A credit note of UBL that names its invoice.
pub(super) const UBL_CREDIT: &str = r#"<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>NC-1</cbc:ID><cbc:IssueDate>2026-06-15</cbc:IssueDate><cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-900</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Aurora SA</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="EUR">12.10</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:CreditNoteLine><cbc:CreditedQuantity>1</cbc:CreditedQuantity><cbc:LineExtensionAmount currencyID="EUR">10.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Cajas</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>21</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:CreditNoteLine>
</CreditNote>"#;

/// Colombia: its totals take the allowance from the sum with tax; the NIT's check digit stands beside it.
pub(super) const DIAN: &str = r#"<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ProfileID>DIAN 2.1: Factura Electrónica de Venta</cbc:ProfileID><cbc:ID>SETP990000001</cbc:ID><cbc:UUID>cafe</cbc:UUID><cbc:IssueDate>2026-06-01</cbc:IssueDate>
<cbc:InvoiceTypeCode>01</cbc:InvoiceTypeCode><cbc:Note>SETP9900000012026</cbc:Note><cbc:DocumentCurrencyCode>COP</cbc:DocumentCurrencyCode>
<cac:AccountingCustomerParty><cac:Party><cac:PartyTaxScheme><cbc:RegistrationName>ADQUIRIENTE</cbc:RegistrationName>
<cbc:CompanyID schemeID="8" schemeName="31">800197268</cbc:CompanyID></cac:PartyTaxScheme></cac:Party></cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:ID>2</cbc:ID><cbc:PaymentMeansCode>31</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-07-31</cbc:PaymentDueDate></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="COP">19000.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="COP">100000.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="COP">100000.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="COP">119000.00</cbc:TaxInclusiveAmount><cbc:AllowanceTotalAmount currencyID="COP">9000.00</cbc:AllowanceTotalAmount>
<cbc:PayableAmount currencyID="COP">110000.00</cbc:PayableAmount></cac:LegalMonetaryTotal></Invoice>"#;

/// Colombia's container of an invoice and the office's answer; `{}` stands for the invoice.
pub(super) const DIAN_CONTAINER: &str = r#"<AttachedDocument xmlns="urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>1</cbc:ID>
<cac:Attachment><cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode><cbc:Description><![CDATA[{}]]></cbc:Description></cac:ExternalReference></cac:Attachment>
<cac:ParentDocumentLineReference><cac:DocumentReference><cac:Attachment><cac:ExternalReference><cbc:Description><![CDATA[<ApplicationResponse/>]]></cbc:Description></cac:ExternalReference></cac:Attachment></cac:DocumentReference></cac:ParentDocumentLineReference></AttachedDocument>"#;

/// Factur-X: three parts with days of their own.
pub(super) const CII: &str = r#"<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
<rsm:ExchangedDocument><ram:ID>RE-77</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260601</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Nord GmbH</ram:Name></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:ID>D-10045</ram:ID><ram:Name>Müller KG</ram:Name><ram:DefinedTradeContact><ram:EmailURIUniversalCommunication><ram:URIID>ap@mueller.example</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>RE-77 D-10045</ram:PaymentReference><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE02120300000000202051</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20260701</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentPercent>33.33</ram:PartialPaymentPercent></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20260801</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentPercent>33.33</ram:PartialPaymentPercent></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20260901</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentPercent>33.34</ram:PartialPaymentPercent></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>84.03</ram:LineTotalAmount><ram:TaxBasisTotalAmount>84.03</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">15.97</ram:TaxTotalAmount><ram:GrandTotalAmount>100.00</ram:GrandTotalAmount><ram:DuePayableAmount>100.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"#;

/// Mexico: deferred, with a tax of its town.
pub(super) const CFDI: &str = r#"<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" xmlns:implocal="http://www.sat.gob.mx/implocal"
  Version="4.0" Serie="A" Folio="900" Fecha="2026-06-01T23:59:59" Moneda="MXN" SubTotal="1000.00" Descuento="100.00" Total="1071.00" TipoDeComprobante="I" MetodoPago="PPD" FormaPago="99" CondicionesDePago="Pago a 30 días.">
<cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="601"/>
<cfdi:Receptor Rfc="URE180429TM6" Nombre="UNIVERSIDAD ROBOTICA ESPAÑOLA" DomicilioFiscalReceptor="65000"/>
<cfdi:Conceptos><cfdi:Concepto Cantidad="2" Descripcion="Noches" ValorUnitario="500.00" Importe="1000.00" Descuento="100.00">
<cfdi:Impuestos><cfdi:Traslados><cfdi:Traslado Base="900" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="144.00"/></cfdi:Traslados></cfdi:Impuestos></cfdi:Concepto></cfdi:Conceptos>
<cfdi:Impuestos TotalImpuestosTrasladados="144.00"><cfdi:Traslados><cfdi:Traslado Base="900" Impuesto="002" TipoFactor="Tasa" TasaOCuota="0.160000" Importe="144.00"/></cfdi:Traslados></cfdi:Impuestos>
<cfdi:Complemento><implocal:ImpuestosLocales version="1.0" TotaldeRetenciones="0.00" TotaldeTraslados="27.00"><implocal:TrasladosLocales ImpLocTrasladado="ISH" TasadeTraslado="3.00" Importe="27.00"/></implocal:ImpuestosLocales><tfd:TimbreFiscalDigital UUID="6d7434a6-e3f2-47ad-9e4c-08849946afa0"/></cfdi:Complemento>
</cfdi:Comprobante>"#;

/// Mexico: a complement of payments with a part of one invoice and all of another.
pub(super) const PAGOS: &str = r#"<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="4.0" Serie="P" Folio="3" Fecha="2026-06-20T10:00:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="P">
<cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE"/><cfdi:Receptor Rfc="URE180429TM6" Nombre="UNIVERSIDAD ROBOTICA ESPAÑOLA"/>
<cfdi:Conceptos><cfdi:Concepto Cantidad="1" Descripcion="Pago" ValorUnitario="0" Importe="0"/></cfdi:Conceptos>
<cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="700.00"/><pago20:Pago FechaPago="2026-06-19T12:00:00" FormaDePagoP="03" MonedaP="MXN" Monto="700.00">
<pago20:DoctoRelacionado IdDocumento="6d7434a6-e3f2-47ad-9e4c-08849946afa0" Serie="A" Folio="900" MonedaDR="MXN" NumParcialidad="1" ImpSaldoAnt="1071.00" ImpPagado="500.00" ImpSaldoInsoluto="571.00"/>
<pago20:DoctoRelacionado IdDocumento="00000000-1111-2222-3333-00000000000A" MonedaDR="USD" NumParcialidad="2" ImpSaldoAnt="10.00" ImpPagado="10.00" ImpSaldoInsoluto="0"/>
</pago20:Pago></pago20:Pagos></cfdi:Complemento></cfdi:Comprobante>"#;

/// Chile: two parts, a name in Latin letters that the encoding has in one byte each.
pub(super) const DTE: &str = r#"<?xml version="1.0" encoding="ISO-8859-1"?><DTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><Documento ID="T33F170"><Encabezado>
<IdDoc><TipoDTE>33</TipoDTE><Folio>170</Folio><FchEmis>2026-06-01</FchEmis><FmaPago>2</FmaPago>
<MntPagos><FchPago>2026-07-01</FchPago><MntPago>500000</MntPago></MntPagos><MntPagos><FchPago>2026-08-01</FchPago><MntPago>690000</MntPago></MntPagos></IdDoc>
<Emisor><RUTEmisor>76354771-K</RUTEmisor><RznSoc>Ingenieria SpA</RznSoc></Emisor>
<Receptor><RUTRecep>96790240-3</RUTRecep><CdgIntRecep>C-9</CdgIntRecep><RznSocRecep>Minera Ltda</RznSocRecep><Contacto>cxp@minera.example</Contacto><DirRecep>Moneda 970</DirRecep><CmnaRecep>Santiago</CmnaRecep></Receptor>
<Totales><MntNeto>1000000</MntNeto><TasaIVA>19</TasaIVA><IVA>190000</IVA><MntTotal>1190000</MntTotal><SaldoAnterior>50000</SaldoAnterior><VlrPagar>1240000</VlrPagar></Totales></Encabezado>
<Detalle><NroLinDet>1</NroLinDet><NmbItem>Asesoria</NmbItem><QtyItem>1</QtyItem><MontoItem>1000000</MontoItem></Detalle></Documento></DTE>"#;

/// Chile: an envelope with a credit note, a dispatch note and an invoice that was paid at the counter.
pub(super) const DTE_ENVELOPE: &str = r#"<EnvioDTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><SetDTE ID="SetDoc"><Caratula version="1.0"><RutEmisor>76354771-K</RutEmisor></Caratula>
<DTE version="1.0"><Documento><Encabezado><IdDoc><TipoDTE>61</TipoDTE><Folio>5</Folio><FchEmis>2026-06-05</FchEmis></IdDoc><Emisor><RUTEmisor>76354771-K</RUTEmisor></Emisor><Receptor><RUTRecep>96790240-3</RUTRecep><RznSocRecep>Minera Ltda</RznSocRecep></Receptor><Totales><MntNeto>100</MntNeto><IVA>19</IVA><MntTotal>119</MntTotal></Totales></Encabezado><Referencia><TpoDocRef>801</TpoDocRef><FolioRef>4510</FolioRef></Referencia><Referencia><TpoDocRef>33</TpoDocRef><FolioRef>170</FolioRef><CodRef>3</CodRef></Referencia></Documento></DTE>
<DTE version="1.0"><Documento><Encabezado><IdDoc><TipoDTE>52</TipoDTE><Folio>6</Folio><FchEmis>2026-06-05</FchEmis></IdDoc></Encabezado></Documento></DTE>
<DTE version="1.0"><Documento><Encabezado><IdDoc><TipoDTE>33</TipoDTE><Folio>7</Folio><FchEmis>2026-06-05</FchEmis><FmaPago>1</FmaPago><FchVenc>2026-06-05</FchVenc></IdDoc><Emisor><RUTEmisor>76354771-K</RUTEmisor></Emisor><Receptor><RUTRecep>96790240-3</RUTRecep><RznSocRecep>Minera Ltda</RznSocRecep></Receptor><Totales><MntTotal>238</MntTotal></Totales></Encabezado></Documento></DTE>
</SetDTE></EnvioDTE>"#;

/// All of them, by name.
pub(super) const OWN: [(&str, &str); 9] = [
    ("ubl", UBL),
    ("ubl-credit", UBL_CREDIT),
    ("dian", DIAN),
    ("dian-container", DIAN_CONTAINER),
    ("cii", CII),
    ("cfdi", CFDI),
    ("pagos", PAGOS),
    ("dte", DTE),
    ("dte-envelope", DTE_ENVELOPE),
];
