//! The words of links: `/l/{token}`, `/link`, and `/` with a pay-only link, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::link::Link;

pub const LINK: Link = Link {
    gate: "Vea y pague sus facturas",
    gate_more: "Le enviamos este enlace porque es nuestro cliente. Puede pagar todo o una parte, pedir más tiempo o avisar si algo no está bien.",
    gate_pay: "Pagar una factura",
    gate_pay_more: "Alguien compartió este enlace con usted. Continúe para ver el importe y, si quiere, pagarlo.",
    go_on: "Continuar",
    gate_safe: "No hace falta crear una cuenta ni una contraseña.",
    new: "Recibir un nuevo enlace",
    new_more: "Escriba el correo donde recibe sus facturas. Le enviaremos un enlace nuevo.",
    email: "Correo electrónico",
    email_hint: "El mismo en el que recibe las facturas.",
    email_wrong: "Escriba un correo completo, por ejemplo nombre@ejemplo.com",
    send: "Enviar enlace",
    reading: "Para pagar o responder, entre a su cuenta",
    reading_more: "Esta página se abrió desde un correo o un calendario y solo permite leer. Abra el enlace de su cuenta, o pida uno nuevo aquí:",
    sent: "Revise su correo",
    sent_more: "Si esa dirección está registrada, el enlace llegará en unos minutos.",
    sent_nothing: "¿No llega? Revise la carpeta de correo no deseado o pruebe con otra dirección.",
    pay_only: |creditor| format!("Pago a {creditor}"),
    payee: "Se paga a",
    reference: "Factura",
    instalment: "Es un pago del plan con el que se paga esta factura, no la factura completa.",
    beside: |amount| format!("Además, hay {amount} en camino para esta factura."),
    begun: "Ya hay un pago empezado",
    begun_more: "Otra persona empezó a pagar esta factura. Si no lo termina, podrá pagarla aquí en media hora.",
    settled: "No hay nada por pagar",
    resting: |number| format!("Por ahora no se pide nada de la factura {number}."),
    settled_more: |number| format!("La factura {number} ya está pagada. Gracias."),
};
