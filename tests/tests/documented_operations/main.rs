//! Calls of actions and functions as their documentation has them: the same method, URL and body. Each is named by its page: of
//! Microsoft Graph v1.0 by its file name, of others by its title.

mod call;
mod directory;
mod files;
mod intune;
mod outlook;
mod services;

use call::Call;

#[test]
fn documented_calls_have_the_documented_url_and_body() {
    let calls: Vec<Call> = [
        intune::calls(),
        directory::calls(),
        outlook::calls(),
        files::calls(),
        services::calls(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let faults: Vec<String> = calls.iter().filter_map(Call::fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    let mut pages: Vec<&str> = calls.iter().map(|call| call.page).collect();
    pages.sort_unstable();
    pages.dedup();
    assert!(
        calls.len() >= 60 && pages.len() >= 50,
        "{} {}",
        calls.len(),
        pages.len()
    );
}
