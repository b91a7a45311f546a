//! The words of `/requests/{id}`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::request::Request;

pub const REQUEST: Request = Request {
    extension: "Solicitud de más tiempo",
    plan: "Solicitud de un plan de pagos",
    settlement: "Solicitud para saldar",
    dispute: "Aviso de que algo no está bien",
    sent: "Lo recibimos",
    waiting: "En espera de respuesta",
    waiting_more: |date| format!("Una persona lo revisará y le responderá por correo a más tardar el {date}."),
    waiting_dispute: "Mientras tanto, esa parte no se cobra y no se la recordamos.",
    granted: "Aceptada",
    granted_more: "Se aceptó lo que pidió.",
    upheld_more: "Tenía razón. La factura se corregirá.",
    countered: "Le proponemos otra cosa",
    countered_more: "No fue posible como lo pidió, pero sí así:",
    counter_until: |date| format!("Puede aceptarlo hasta el {date}."),
    accept: "Aceptar la propuesta",
    accepted: "Propuesta aceptada",
    declined: "No fue posible",
    declined_more: "Esta vez no se pudo aceptar. Hay otros caminos:",
    withdrawn: "Retirada",
    lapsed: "La propuesta terminó",
    answer: "Respuesta",
    asked: "Lo que pidió",
    made_on: "Enviada",
    words: "Sus palabras",
    files: "Archivos",
    see_agreement: "Ver el acuerdo",
};
