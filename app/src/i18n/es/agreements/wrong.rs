//! The words of what has to be corrected, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::wrong::Wrongs;

pub const WRONG: Wrongs = Wrongs {
    too_small: |min| format!("Escriba {min} o más"),
    too_large: |max| format!("Escriba {max} o menos"),
    number: "Escriba un número entero, por ejemplo 6",
    date: "Elija un día, por ejemplo 2026-03-31",
    too_early: |from| format!("Elija el {from} o un día después"),
    too_late: |to| format!("Elija el {to} o un día antes"),
    nothing_chosen: "Elija una opción",
    no_words: "Escriba unas palabras",
    too_many_words: |max| format!("Escriba {max} caracteres como máximo"),
    file_kind: |name| format!("«{name}» no es un PDF ni una foto. Elija PDF, JPEG, PNG o HEIC"),
    file_size: |name, mb| format!("«{name}» es muy grande. Elija un archivo de {mb} MB como máximo"),
    too_many_files: |max| format!("Elija {max} archivos como máximo"),
    not_offered: "Esa opción ya no está disponible. Elija otra",
};
