// The words by which journeys find their way, in each language of the portal: es, en, pt in this order.

const ALL = {
  accountOf: [/^Cuenta de /, /'s account$/, /^Conta de /],
  agreedMail: ['su acuerdo', 'your agreement', 'seu acordo'],
  amountIn: [/^Cantidad en /, /^Amount in /, /^Valor em /],
  answerMail: ['la respuesta a su solicitud', 'the answer to your request', 'a resposta ao seu pedido'],
  another: [/^Otra cantidad/, /^Another amount/, /^Outro valor/],
  check: ['Consultar de nuevo', 'Check again', 'Consultar de novo'],
  checkPayment: ['Revise su pago', 'Check your payment', 'Confira seu pagamento'],
  checkPlan: ['Revise su plan de pagos', 'Check your payment plan', 'Confira seu parcelamento'],
  choose: ['¿Qué quiere pagar?', 'What do you want to pay?', 'O que você quer pagar?'],
  codeMail: ['su código de confirmación', 'your confirmation code', 'seu código de confirmação'],
  confirmYou: ['Confirme que es usted', 'Confirm that it is you', 'Confirme que é você'],
  continue: ['Continuar', 'Continue', 'Continuar'],
  continueWith: [/^Continuar con /, /^Continue with /, /^Continuar com /],
  copyNumber: ['Copiar número', 'Copy number', 'Copiar número'],
  copyLink: ['Copiar enlace', 'Copy link', 'Copiar link'],
  deadLink: ['Este enlace ya no funciona', 'This link no longer works', 'Este link não funciona mais'],
  email: ['Correo electrónico', 'E-mail address', 'E-mail'],
  invoice: [/^Factura /, /^Invoice /, /^Fatura /],
  invoicesToPay: ['Facturas por pagar', 'Invoices to pay', 'Faturas a pagar'],
  languageSaved: ['Idioma guardado.', 'Language saved.', 'Idioma salvo.'],
  makeLink: ['Crear enlace', 'Create link', 'Criar link'],
  newLink: ['Recibir un nuevo enlace', 'Get a new link', 'Receber um novo link'],
  notInAccount: ['No está en la cuenta abierta', 'Not in the account that is open', 'Não está na conta aberta'],
  notFound: ['No encontramos esta página', 'We could not find this page', 'Não encontramos esta página'],
  nothingCharged: ['No se cobró nada', 'Nothing was charged', 'Nada foi cobrado'],
  nothingOwed: ['Todo está pagado', 'Everything is paid', 'Está tudo pago'],
  onItsWay: ['Pago en camino', 'Payment on its way', 'Pagamento a caminho'],
  disputeMail: ['recibimos su aclaración', 'we have received your report', 'recebemos sua contestação'],
  noSession: ['Abra su cuenta con el enlace de su correo', 'Open your account with the link in your e-mail', 'Abra sua conta com o link do seu e-mail'],
  openElsewhere: ['Ahora está abierta otra cuenta', 'Another account is open now', 'Outra conta está aberta agora'],
  openLeft: [/^Empezó un pago de /, /^You started a payment of /, /^Você começou um pagamento de /],
  owed: ['Total por pagar', 'Total to pay', 'Total a pagar'],
  paid: ['Pago recibido', 'Payment received', 'Pagamento recebido'],
  payInParts: ['Pagar en partes', 'Pay in parts', 'Parcelar'],
  payOnly: [/^Pago a /, /^Payment to /, /^Pagamento a /],
  preferences: ['Ajustes', 'Settings', 'Configurações'],
  problem: ['Hay algo que corregir', 'There is something to correct', 'Há algo para corrigir'],
  providerAway: ['El servicio de pago no responde', 'The payment service is not responding', 'O serviço de pagamento não responde'],
  reading: ['Para pagar o responder, entre a su cuenta', 'To pay or reply, go to your account', 'Para pagar ou responder, entre na sua conta'],
  receipt: ['Comprobante', 'Receipt', 'Comprovante'],
  receiptMail: ['su comprobante', 'your receipt', 'seu comprovante'],
  newLinkMail: ['su nuevo enlace', 'your new link', 'seu novo link'],
  saveLanguage: ['Guardar idioma', 'Save language', 'Salvar idioma'],
  seePlan: ['Recalcular el plan', 'Update the plan', 'Recalcular o parcelamento'],
  send: ['Enviar enlace', 'Send link', 'Enviar link'],
  sent: ['Revise su correo', 'Check your e-mail', 'Confira seu e-mail'],
  signedOut: ['Cerró la sesión', 'You have signed out', 'Você saiu da conta'],
  sharedLink: ['Enlace para pagar', 'Link to pay', 'Link para pagar'],
  signOut: ['Cerrar sesión', 'Sign out', 'Sair'],
  stranger: [
    'Para ver su cuenta, abra el enlace que recibió por correo.',
    'To see your account, open the link that you received by e-mail.',
    'Para ver sua conta, abra o link que recebeu por e-mail.',
  ],
  voucher: ['Falta pagar en la tienda', 'Now pay at the store', 'Falta pagar o boleto'],
};

const language = (index) => Object.fromEntries(Object.entries(ALL).map(([name, words]) => [name, words[index]]));

export const WORDS = { es: language(0), en: language(1), pt: language(2) };

/**
 * An amount as a page writes it, in hundredths: `$1,234.50`, `R$ 1.234,50` and `$ 1.234` are 123450, 123450, 123400.
 * A point or comma with two digits behind it at the end is the decimal one in every country that the demo knows.
 */
export function hundredths(text) {
  const [, whole, cents = '00'] = text.replace(/[^\d.,]/g, '').match(/^(.*?)(?:[.,](\d\d))?$/);
  return Number(whole.replace(/\D/g, '')) * 100 + Number(cents);
}
