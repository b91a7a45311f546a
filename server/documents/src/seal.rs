//! The seal under an agreement: Ed25519 (RFC 8032) over the file's very bytes.
//!
//! Checking needs the file, the seal and nothing else. A seal that fits shows that nothing changed
//! since that key sealed it; whose key it is, is told by the key's id, which the creditor can confirm.
//!
//! The key is derived from the installation's secret with HKDF-SHA-256 (RFC 5869), so there is no
//! second secret to keep. A new secret makes a new key; older seals still fit by the key that they name.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest::{SHA256, digest};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use ring::{hkdf, hmac};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name under which the sealed agreement is attached to its PDF.
pub const ATTACHED_NAME: &str = "agreement.json";

/// Tells this use of the secret from every other one.
const LABEL: &[u8] = b"saldo agreement seal 1";

/// Bytes of a public key.
const PUBLIC_KEY_BYTES: usize = 32;

/// Bytes of a key id: long enough that nobody makes a second key with the same one.
const KEY_ID_BYTES: usize = 16;

/// What is kept beside a sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// SHA-256 of the file, in hex.
    pub hash_hex: String,
    /// Names the key: the first half of SHA-256 of the public key, in hex.
    pub key_id: String,
    /// The public key, 32 bytes in Base64.
    pub public_key_b64: String,
    /// The signature, 64 bytes in Base64.
    pub signature_b64: String,
}

/// A sealed text with its seal, in one file: what is downloaded, attached and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedAgreement {
    /// The agreement's own text, letter by letter as it was sealed (itself JSON, kept as a string so
    /// that no program that passes it on can write it differently).
    pub agreement: String,
    /// The seal of that text.
    pub seal: Seal,
}

impl SealedAgreement {
    /// The file.
    ///
    /// # Errors
    /// None that text and seal can bring about.
    pub fn to_file(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(self)
    }

    /// Reads a file and checks its seal; what comes out is whole.
    ///
    /// # Errors
    /// [`SealError::Unreadable`] for another kind of file, else as [`verify`].
    pub fn open(file: &[u8]) -> Result<Self, SealError> {
        let sealed: Self = serde_json::from_slice(file).map_err(|_| SealError::Unreadable)?;
        sealed.verify()?;
        Ok(sealed)
    }

    /// Does the seal fit the text?
    ///
    /// # Errors
    /// As [`verify`].
    pub fn verify(&self) -> Result<(), SealError> {
        verify(self.agreement.as_bytes(), &self.seal)
    }
}

/// Why a seal is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The file is not the one that was sealed.
    #[error("the file was changed after it was sealed")]
    Changed,
    /// The signature is not that of the key.
    #[error("the signature does not fit the file and its key")]
    Forged,
    /// The seal is whole, but another key's than the expected one.
    #[error("the seal was made with another key; compare its key id with the one that the creditor gives")]
    OtherKey,
    /// A part of the seal cannot be read.
    #[error("the seal cannot be read; give the file as it was downloaded")]
    Unreadable,
    /// No key could be made of the secret.
    #[error("the sealing key could not be derived from the secret")]
    NoKey,
}

/// The key of this installation.
pub struct SealingKey(Ed25519KeyPair);

impl SealingKey {
    /// Derives it from the installation's secret; the same secret always gives the same key.
    ///
    /// # Errors
    /// [`SealError::NoKey`], which no length or content of the secret brings about.
    pub fn from_secret(secret: &[u8]) -> Result<Self, SealError> {
        let mut seed = [0_u8; 32];
        hkdf::Salt::new(hkdf::HKDF_SHA256, b"saldo")
            .extract(secret)
            .expand(&[LABEL], hmac::HMAC_SHA256)
            .and_then(|okm| okm.fill(&mut seed))
            .map_err(|_| SealError::NoKey)?;
        Self::from_seed(&seed)
    }

    fn from_seed(seed: &[u8; 32]) -> Result<Self, SealError> {
        Ed25519KeyPair::from_seed_unchecked(seed).map(Self).map_err(|_| SealError::NoKey)
    }

    /// Names this key in seals and to people.
    #[must_use]
    pub fn key_id(&self) -> String {
        key_id(self.public_key())
    }

    /// The half of the key that everybody may have; 32 bytes.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// Seals an agreement's text.
    #[must_use]
    pub fn seal_agreement(&self, agreement: String) -> SealedAgreement {
        SealedAgreement { seal: self.seal(agreement.as_bytes()), agreement }
    }

    /// Seals a file. The same file always gets the same seal.
    #[must_use]
    pub fn seal(&self, file: &[u8]) -> Seal {
        Seal {
            hash_hex: hex::encode(digest(&SHA256, file)),
            key_id: self.key_id(),
            public_key_b64: STANDARD.encode(self.public_key()),
            signature_b64: STANDARD.encode(self.0.sign(file)),
        }
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({})", self.key_id())
    }
}

/// Does the seal fit the file and the key that it names? Says nothing about whose key that is.
///
/// # Errors
/// [`SealError`] if not.
pub fn verify(file: &[u8], seal: &Seal) -> Result<(), SealError> {
    let public_key = STANDARD.decode(&seal.public_key_b64).map_err(|_| SealError::Unreadable)?;
    let signature = STANDARD.decode(&seal.signature_b64).map_err(|_| SealError::Unreadable)?;
    let hash = hex::decode(&seal.hash_hex).map_err(|_| SealError::Unreadable)?;
    if public_key.len() != PUBLIC_KEY_BYTES || hash.len() != SHA256.output_len() {
        return Err(SealError::Unreadable);
    }
    if digest(&SHA256, file).as_ref() != hash {
        return Err(SealError::Changed);
    }
    if key_id(&public_key) != seal.key_id {
        return Err(SealError::Forged);
    }
    UnparsedPublicKey::new(&ED25519, public_key).verify(file, &signature).map_err(|_| SealError::Forged)
}

/// As [`verify`], and the key must be the one with this id.
///
/// # Errors
/// [`SealError::OtherKey`] for a whole seal of another key, else as [`verify`].
pub fn verify_from(file: &[u8], seal: &Seal, key_id: &str) -> Result<(), SealError> {
    verify(file, seal)?;
    // An id is public: comparing it in constant time would guard nothing.
    if seal.key_id == key_id { Ok(()) } else { Err(SealError::OtherKey) }
}

fn key_id(public_key: &[u8]) -> String {
    let hash = digest(&SHA256, public_key);
    hex::encode(hash.as_ref().get(..KEY_ID_BYTES).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> SealingKey {
        SealingKey::from_secret(b"a secret of at least 32 characters").expect("a key")
    }

    /// RFC 8032, 7.1: secret key, public key, message, signature.
    const VECTORS: [[&str; 4]; 4] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
        [
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        ],
    ];

    #[test]
    fn it_signs_as_rfc_8032_does() {
        for [secret, public, message, signature] in VECTORS {
            let seed: [u8; 32] = hex::decode(secret).expect("hex").try_into().expect("32 bytes");
            let (key, message) = (SealingKey::from_seed(&seed).expect("a key"), hex::decode(message).expect("hex"));
            let seal = key.seal(&message);
            assert_eq!(hex::encode(key.public_key()), public);
            assert_eq!(hex::encode(STANDARD.decode(&seal.signature_b64).expect("Base64")), signature);
            assert_eq!(verify(&message, &seal), Ok(()));
        }
    }

    #[test]
    fn the_key_stays_the_same_from_release_to_release() {
        // A change here would make every installation sign with a new key.
        assert_eq!(key().key_id(), "de1b3c0b75ab87d71ca4ffbea1d01e14");
        assert_ne!(
            SealingKey::from_secret(b"another secret of 32 characters!!").expect("a key").key_id(),
            key().key_id()
        );
    }

    #[test]
    fn a_seal_tells_a_changed_file_from_a_forged_signature_and_another_key() {
        let (file, other) = (b"{\"amount\":\"100.00\"}", SealingKey::from_secret(b"other").expect("a key"));
        let seal = key().seal(file);
        assert_eq!(verify_from(file, &seal, &key().key_id()), Ok(()));
        assert_eq!(verify(b"{\"amount\":\"900.00\"}", &seal), Err(SealError::Changed));
        assert_eq!(verify_from(file, &other.seal(file), &key().key_id()), Err(SealError::OtherKey));

        let taken = other.seal(file);
        let theirs = Seal { signature_b64: taken.signature_b64, ..seal.clone() };
        assert_eq!(verify(file, &theirs), Err(SealError::Forged));
        let renamed = Seal { key_id: key().key_id(), ..other.seal(file) };
        assert_eq!(verify(file, &renamed), Err(SealError::Forged));
        let rehashed = Seal { hash_hex: other.seal(b"x").hash_hex, ..seal.clone() };
        assert_eq!(verify(b"x", &rehashed), Err(SealError::Forged));

        for broken in [
            Seal { hash_hex: "zz".to_owned(), ..seal.clone() },
            Seal { hash_hex: String::new(), ..seal.clone() },
            Seal { public_key_b64: "AAAA".to_owned(), ..seal.clone() },
            Seal { public_key_b64: "é".to_owned(), ..seal.clone() },
            Seal { signature_b64: "*".to_owned(), ..seal.clone() },
        ] {
            assert_eq!(verify(file, &broken), Err(SealError::Unreadable), "{broken:?}");
        }
        assert_eq!(verify(file, &Seal { signature_b64: String::new(), ..seal }), Err(SealError::Forged));
    }

    #[test]
    fn a_sealed_agreement_is_one_file_that_checks_itself() {
        let sealed = key().seal_agreement("{\"total\":\"100.00\",\"creditor\":\"Ñandú\"}".to_owned());
        let file = String::from_utf8(sealed.to_file().expect("a file")).expect("text");
        assert_eq!(SealedAgreement::open(file.as_bytes()), Ok(sealed));
        let opened = |file: &str| SealedAgreement::open(file.as_bytes()).map(|sealed| sealed.agreement);
        assert_eq!(opened(&file.replace("100.00", "900.00")), Err(SealError::Changed));
        assert_eq!(opened(&file.replace("\"seal\"", "\"agreement\":\"\",\"seal\"")), Err(SealError::Unreadable));
        for other in ["", "{}", "[]", "null", &file[..file.len() - 2], &format!("{file}{file}")] {
            assert_eq!(opened(other), Err(SealError::Unreadable), "{other}");
        }
    }

    #[test]
    fn nothing_secret_is_printed() {
        assert_eq!(format!("{:?}", key()), format!("SealingKey({})", key().key_id()));
    }

    proptest! {
        #[test]
        fn one_changed_bit_breaks_it(mut file in prop::collection::vec(any::<u8>(), 1..200), at in any::<prop::sample::Index>(), bit in 0..8_u32) {
            let seal = key().seal(&file);
            prop_assert_eq!(verify(&file, &seal), Ok(()));
            let at = at.index(file.len());
            file[at] ^= 1 << bit;
            prop_assert_eq!(verify(&file, &seal), Err(SealError::Changed));
        }

        #[test]
        fn one_changed_bit_of_the_signature_breaks_it(at in 0..64_usize, bit in 0..8_u32) {
            let seal = key().seal(b"file");
            let mut signature = STANDARD.decode(&seal.signature_b64).expect("Base64");
            signature[at] ^= 1 << bit;
            let changed = Seal { signature_b64: STANDARD.encode(signature), ..seal };
            prop_assert_eq!(verify(b"file", &changed), Err(SealError::Forged));
        }
    }
}
