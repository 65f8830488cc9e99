//! The tables that this crate ships, embedded.

/// The text of a table by its name; empty for a name that there is not.
pub fn text(name: &str) -> &'static str {
    match name {
        "countries.tsv" => include_str!("../tables/countries.tsv"),
        "seats.tsv" => include_str!("../tables/seats.tsv"),
        "organs.tsv" => include_str!("../tables/organs.tsv"),
        "parties.tsv" => include_str!("../tables/parties.tsv"),
        "groups.tsv" => include_str!("../tables/groups.tsv"),
        "bodies.tsv" => include_str!("../tables/bodies.tsv"),
        "peoples.tsv" => include_str!("../tables/peoples.tsv"),
        "outlets.tsv" => include_str!("../tables/outlets.tsv"),
        "leaders.tsv" => include_str!("../tables/leaders.tsv"),
        "caution.tsv" => include_str!("../tables/caution.tsv"),
        "organ_words.tsv" => include_str!("../tables/organ_words.tsv"),
        "titles.tsv" => include_str!("../tables/titles.tsv"),
        "modifiers.tsv" => include_str!("../tables/modifiers.tsv"),
        "roles.tsv" => include_str!("../tables/roles.tsv"),
        "given_names.tsv" => include_str!("../tables/given_names.tsv"),
        "head_words.tsv" => include_str!("../tables/head_words.tsv"),
        _ => "",
    }
}
