//! The two firms: what they sell, to whom, and how their bookkeeping program writes its lists.
//! All names are made up, put together from common words.

use super::book::{OVERDUE, Story, TWO_CURRENCIES, UNMAILED, WAYS};
use super::branding::{self, FirmBranding};
use super::policies;
use chrono::NaiveDate;
use domain::policy::Policy;

/// Something that is sold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Product {
    pub(super) name: &'static str,
    /// Price without tax in hundredths of the firm's own currency.
    pub(super) price: i64,
    /// Tax in hundredths of a per cent.
    pub(super) tax_bp: i64,
    /// The most that one line has of it.
    pub(super) max: i64,
}

const fn product(name: &'static str, price: i64, tax_bp: i64, max: i64) -> Product {
    Product { name, price, tax_bp, max }
}

/// Who buys in one country: names are `front` and `back` put together, with or without an ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Market {
    pub(super) locale: &'static str,
    pub(super) fronts: &'static [&'static str],
    pub(super) backs: &'static [&'static str],
    pub(super) endings: &'static [&'static str],
    /// A telephone number; each `#` becomes a digit.
    pub(super) phone: &'static str,
    /// A postcode, by the same rule.
    pub(super) postcode: &'static str,
    /// What stands before the @.
    pub(super) mailboxes: &'static [&'static str],
}

/// How a list is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) delimiter: char,
    pub(super) decimal: char,
    pub(super) group: Option<char>,
    pub(super) headings: [&'static str; 19],
    pub(super) invoice: &'static str,
    pub(super) credit_note: &'static str,
    pub(super) invoice_prefix: &'static str,
    pub(super) credit_prefix: &'static str,
    pub(super) first_number: u32,
}

/// A firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Profile {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) currency: &'static str,
    pub(super) timezone: &'static str,
    pub(super) locale: &'static str,
    pub(super) branding: FirmBranding,
    /// The first debtors, made for showing.
    pub(super) stories: &'static [Story],
    pub(super) debtors: usize,
    pub(super) home: Market,
    pub(super) abroad: Market,
    /// Of a hundred debtors, so many are abroad and buy in US dollars without tax.
    pub(super) abroad_percent: i64,
    /// One US dollar in hundredths of the firm's own currency.
    pub(super) dollar: i64,
    /// What it offers, as of a day.
    pub(super) policy: fn(NaiveDate) -> Policy,
    pub(super) products: &'static [Product],
    pub(super) customer_prefix: &'static str,
    pub(super) style: Style,
}

const UNITED_STATES: Market = Market {
    locale: "en-US",
    fronts: &[
        "Rio Grande",
        "Lone Star",
        "Bayview",
        "Golden Gate",
        "Desert Sun",
        "Blue Heron",
        "Maple Street",
        "Old Mission",
        "Harbor",
        "Cedar Creek",
        "Sunset",
        "Prairie",
    ],
    backs: &["Foods", "Market", "Trading", "Imports", "Supply", "Wholesale", "Pantry", "Goods"],
    endings: &["LLC", "Inc.", "& Sons, Inc.", "Co."],
    phone: "+1 ### 555 01##",
    postcode: "7####",
    mailboxes: &["ap", "billing", "accounts"],
};

const CEIBA_STORIES: [Story; 11] = {
    let [early, parts, later, longer, promise, settle, wrong, hard] = WAYS;
    [OVERDUE, TWO_CURRENCIES, early, parts, later, longer, promise, settle, wrong, hard, UNMAILED]
};

/// A wholesaler of food in Querétaro. IVA is 16 %, and 0 % on unprocessed food.
pub(super) const CEIBA: Profile = Profile {
    slug: "ceiba",
    name: "Abarrotera La Ceiba, S.A. de C.V.",
    currency: "MXN",
    timezone: "America/Mexico_City",
    locale: "es-MX",
    branding: branding::CEIBA,
    stories: &CEIBA_STORIES,
    debtors: 190,
    home: Market {
        locale: "es-MX",
        fronts: &[
            "Abarrotes",
            "Miscelánea",
            "Minisúper",
            "Cremería",
            "Dulcería",
            "Restaurante",
            "Fonda",
            "Panadería",
            "Cocina",
            "Comercial",
            "Tienda",
            "Distribuidora",
            "Taquería",
            "Cafetería",
            "Hotel",
            "Súper",
        ],
        backs: &[
            "Don Chuy",
            "La Esperanza",
            "El Mezquite",
            "Hernández",
            "San Judas",
            "Los Arcos",
            "Ñandutí",
            "Doña Lupita",
            "El Bajío",
            "Núñez e Hijos",
            "La Purísima",
            "Tres Hermanos",
            "El Girasol",
            "Juárez",
            "Santa Rosa",
            "Peña",
            "Los Pinos",
            "La Güera",
            "Quetzal",
            "El Porvenir",
        ],
        endings: &["", "", "", "S.A. de C.V.", "S. de R.L."],
        phone: "+52 442 ### ####",
        postcode: "76###",
        mailboxes: &["pagos", "compras", "administracion", "contacto"],
    },
    abroad: UNITED_STATES,
    abroad_percent: 9,
    dollar: 1850,
    policy: policies::wholesaler,
    products: &[
        product("Frijol negro, saco 25 kg", 64_000, 0, 12),
        product("Arroz súper extra, saco 25 kg", 52_500, 0, 15),
        product("Aceite vegetal 1 L, caja con 12", 46_800, 0, 20),
        product("Azúcar estándar, bulto 50 kg", 118_000, 0, 8),
        product("Harina de maíz, bulto con 10", 19_500, 0, 30),
        product("Café soluble 200 g, caja con 12", 132_000, 1600, 6),
        product("Refresco de cola 600 ml, 24 piezas", 33_600, 1600, 40),
        product("Detergente en polvo 1 kg, caja con 10", 37_900, 1600, 18),
        product("Papel higiénico, fardo con 48", 41_250, 1600, 24),
        product("Galletas surtidas, caja con 12", 28_475, 1600, 16),
        product("Atún en agua, caja con 48", 79_999, 0, 10),
        product("Servilletas, caja con 24", 31_033, 1600, 12),
        product("Flete local", 35_000, 1600, 1),
    ],
    customer_prefix: "C-",
    style: Style {
        delimiter: ',',
        decimal: '.',
        group: None,
        headings: [
            "Folio",
            "Tipo",
            "Clave cliente",
            "Cliente",
            "Correo",
            "Teléfono",
            "C.P.",
            "Idioma",
            "Fecha de emisión",
            "Vencimiento",
            "Moneda",
            "Descripción producto",
            "Cantidad",
            "Neto",
            "IVA %",
            "IVA",
            "Total",
            "Saldo",
            "Fecha de pago",
        ],
        invoice: "Factura",
        credit_note: "Nota de crédito",
        invoice_prefix: "A-",
        credit_prefix: "NC-",
        first_number: 10_231,
    },
};

/// A maker of furniture near Porto Alegre. IPI comes on top of the price, by kind of goods.
pub(super) const IPE: Profile = Profile {
    slug: "ipe",
    name: "Móveis Ipê-Roxo Ltda.",
    currency: "BRL",
    timezone: "America/Sao_Paulo",
    locale: "pt-BR",
    branding: branding::IPE,
    stories: &[OVERDUE, TWO_CURRENCIES],
    debtors: 140,
    home: Market {
        locale: "pt-BR",
        fronts: &[
            "Casa",
            "Lojas",
            "Móveis",
            "Magazine",
            "Comercial",
            "Decorações",
            "Interiores",
            "Escritórios",
            "Pousada",
            "Hotel",
            "Ambientes",
            "Mobiliária",
        ],
        backs: &[
            "Irmãos Souza",
            "São Jorge",
            "Araucária",
            "Gonçalves",
            "Bela Vista",
            "Guaíba",
            "Três Coroas",
            "Conceição",
            "Pampa",
            "Serra Azul",
            "João & Filhos",
            "Nova Era",
            "Jacarandá",
            "Farroupilha",
            "Do Vale",
            "Primavera",
        ],
        endings: &["", "Ltda.", "Ltda.", "ME", "S.A."],
        phone: "+55 51 9#### ####",
        postcode: "9####-###",
        mailboxes: &["financeiro", "contas", "compras", "contato"],
    },
    abroad: UNITED_STATES,
    abroad_percent: 8,
    dollar: 545,
    policy: policies::maker,
    products: &[
        product("Mesa de jantar em ipê, 6 lugares", 189_000, 500, 4),
        product("Cadeira estofada", 32_990, 500, 24),
        product("Guarda-roupa 3 portas", 124_900, 500, 6),
        product("Estante modular", 68_450, 500, 8),
        product("Escrivaninha compacta", 45_500, 500, 10),
        product("Poltrona giratória", 57_933, 975, 12),
        product("Cama de casal", 98_000, 500, 6),
        product("Colchão de molas, casal", 112_000, 325, 6),
        product("Aparador", 39_900, 500, 5),
        product("Montagem no local", 18_000, 0, 3),
        product("Frete", 25_000, 0, 1),
    ],
    customer_prefix: "CL",
    style: Style {
        delimiter: ';',
        decimal: ',',
        group: Some('.'),
        headings: [
            "Nota Fiscal",
            "Tipo",
            "Código cliente",
            "Razão Social",
            "E-mail",
            "Telefone",
            "CEP",
            "Idioma",
            "Data de emissão",
            "Vencimento",
            "Moeda",
            "Produto",
            "Quantidade",
            "Valor líquido",
            "IPI %",
            "IPI",
            "Valor total",
            "Saldo em aberto",
            "Data de pagamento",
        ],
        invoice: "Nota fiscal",
        credit_note: "Nota de crédito",
        invoice_prefix: "",
        credit_prefix: "C",
        first_number: 4_518,
    },
};
