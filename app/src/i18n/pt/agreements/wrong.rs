//! The words of what has to be corrected, in Portuguese of Brazil.

use crate::i18n::agreements::wrong::Wrongs;

pub const WRONG: Wrongs = Wrongs {
    too_small: |min| format!("Digite {min} ou mais"),
    too_large: |max| format!("Digite {max} ou menos"),
    number: "Digite um número inteiro, por exemplo 6",
    date: "Escolha um dia, por exemplo 2026-03-31",
    too_early: |from| format!("Escolha {from} ou um dia depois"),
    too_late: |to| format!("Escolha {to} ou um dia antes"),
    nothing_chosen: "Escolha uma opção",
    no_words: "Escreva algumas palavras",
    too_many_words: |max| format!("Escreva no máximo {max} caracteres"),
    file_kind: |name| format!("“{name}” não é um PDF nem uma foto. Escolha PDF, JPEG, PNG ou HEIC"),
    file_size: |name, mb| format!("“{name}” é grande demais. Escolha um arquivo de até {mb} MB"),
    too_many_files: |max| format!("Escolha no máximo {max} arquivos"),
    not_offered: "Essa opção não está mais disponível. Escolha outra",
};
