//! States of countries: under `Estado` or `State` they are places, and say nothing of a document.

/// Names and codes, as [`plain`](crate::folding::plain) leaves them.
const STATES: &str = "aguascalientes, baja california, baja california sur, campeche, chiapas, chihuahua, ciudad de mexico, cdmx, coahuila, \
    coahuila de zaragoza, colima, distrito federal, durango, estado de mexico, edomex, guanajuato, guerrero, hidalgo, jalisco, mexico, \
    michoacan, michoacan de ocampo, morelos, nayarit, nuevo leon, oaxaca, puebla, queretaro, quintana roo, san luis potosi, sinaloa, \
    sonora, tabasco, tamaulipas, tlaxcala, veracruz, yucatan, zacatecas, ags, bc, bcs, camp, chis, chih, coah, col, dgo, gto, gro, hgo, \
    jal, mex, mich, mor, nay, nl, oax, pue, qro, q roo, slp, sin, son, tab, tamps, tlax, ver, yuc, zac, amazonas, anzoategui, apure, \
    aragua, barinas, bolivar, carabobo, cojedes, delta amacuro, falcon, guarico, lara, merida, miranda, monagas, nueva esparta, \
    portuguesa, sucre, tachira, trujillo, vargas, la guaira, yaracuy, zulia, acre, alagoas, amapa, bahia, ceara, espirito santo, goias, \
    maranhao, mato grosso, mato grosso do sul, minas gerais, para, paraiba, parana, pernambuco, piaui, rio de janeiro, rio grande do \
    norte, rio grande do sul, rondonia, roraima, santa catarina, sao paulo, sergipe, tocantins, ac, al, ap, am, ba, ce, df, es, go, ma, \
    mt, ms, mg, pa, pb, pr, pe, pi, rj, rn, rs, ro, rr, sc, sp, se, to, alabama, alaska, arizona, arkansas, california, colorado, \
    connecticut, delaware, florida, georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, \
    massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new \
    york, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, \
    texas, utah, vermont, virginia, washington, west virginia, wisconsin, wyoming, ak, az, ar, ca, co, ct, de, fl, ga, hi, id, il, in, \
    ia, ks, ky, la, me, md, mi, mn, mo, ne, nv, nh, nj, nm, ny, nc, nd, oh, ok, or, ri, sd, tn, tx, ut, vt, va, wa, wv, wi, wy, dc, \
    nsw, vic, qld, tas, act, nt, new south wales, victoria, queensland, tasmania, western australia, south australia, andhra pradesh, \
    assam, bihar, chhattisgarh, delhi, goa, gujarat, haryana, himachal pradesh, jharkhand, karnataka, kerala, madhya pradesh, \
    maharashtra, manipur, meghalaya, mizoram, nagaland, odisha, punjab, rajasthan, sikkim, tamil nadu, telangana, tripura, uttar \
    pradesh, uttarakhand, west bengal, lagos, abuja";

/// Is a cell the name or the code of a state?
pub(crate) fn is_state(cell: &str) -> bool {
    let plain = crate::folding::plain(cell.trim());
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let joined = words.join(" ");
    // `OK` is a state too, but hardly the only thing that a list has to say.
    let code = joined.len() > 2 || cell.trim().bytes().all(|b| b.is_ascii_uppercase());
    let initials = words.iter().all(|word| word.len() == 1).then(|| words.concat());
    code && STATES.split(", ").any(|state| state == joined || initials.as_deref() == Some(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_name_and_by_code() {
        for state in ["Jalisco", "NUEVO LEÓN", "N.L.", "SP", "São Paulo", "TX", "New York", "Tamil Nadu"] {
            assert!(is_state(state), "{state}");
        }
        for other in ["Ok", "Debe", "Regularizada", "in", "Pagada", "No"] {
            assert!(!is_state(other), "{other}");
        }
    }
}
