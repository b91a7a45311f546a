//! The words of what stands around every page, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::shell::Shell;

pub const SHELL: Shell = Shell {
    skip: "Ir al contenido",
    sections: "Secciones",
    account: "Mi cuenta",
    activity: "Movimientos",
    preferences: "Ajustes",
    language: "Idioma",
    help: "¿Tiene alguna duda?",
    contact: "Contacto y privacidad",
    privacy: "Los datos de su tarjeta van directo a Stripe o PayPal. Aquí no se guardan.",
    sign_out: "Cerrar sesión",
    back: "Volver",
    problem_title: "Hay algo que corregir",
    error_prefix: "Error:",
};
