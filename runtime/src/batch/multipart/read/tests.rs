use super::*;
use http::header::CONTENT_TYPE;
use proptest::prelude::*;

fn slots(layout: &[usize]) -> Vec<Slot> {
    let mut first = 0;
    let slot = |count: &usize| {
        let ids = first..first + (*count).max(1);
        first = ids.end;
        Slot {
            ids,
            is_set: *count > 0,
        }
    };
    layout.iter().map(slot).collect()
}

/// Reads an answer with lines as they are; 0 is a request by itself, other numbers are change sets of so many.
fn read_raw(body: &[u8], layout: &[usize]) -> Answers {
    let answer = Response::new(body.to_vec());
    read_multipart(answer, b"b", slots(layout).into_iter())
}

fn read(body: &str, layout: &[usize]) -> Answers {
    let lf = outcomes(&mut read_raw(body.as_bytes(), layout), layout);
    let crlf = body.replace('\n', "\r\n");
    let both = outcomes(&mut read_raw(crlf.as_bytes(), layout), layout);
    assert_eq!(lf, both, "line ends make no difference");
    read_raw(crlf.as_bytes(), layout)
}

fn outcomes(answers: &mut Answers, layout: &[usize]) -> Vec<String> {
    let slots = slots(layout);
    let ids = slots.last().map_or(0, |slot| slot.ids.end);
    (0..ids).map(|id| outcome(answers, id)).collect()
}

fn outcome(answers: &mut Answers, id: usize) -> String {
    if let Some(answer) = answers.take_set(id) {
        return format!("set {}", answer.status().as_u16());
    }
    match answers.take(id) {
        Ok(answer) => {
            let body = String::from_utf8_lossy(answer.body());
            format!("{} {body}", answer.status().as_u16()).trim().to_owned()
        }
        Err(Error::Decode(error)) => error.reason().to_owned(),
        Err(Error::NotDone(cause)) => format!("not done: {}", cause.service().unwrap().status().as_u16()),
        Err(Error::Transport(_)) => "lost".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn outside_change_sets_the_position_counts() {
    let body = "for people\n--b\nContent-Type: application/http\nContent-ID: 7\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":1}\n\
                --b  \ncontent-type: application/http\n\n\nHTTP/1.1 204\netag:  W/\"1\"\n folded\n\n\n--b\n\nHTTP/1.1 404 Not Found\n\n--b--\nrest";
    let mut answers = read(body, &[0, 0, 0]);
    let second = answers.take(1).unwrap();
    assert_eq!((second.status().as_u16(), second.body().len()), (204, 0));
    assert_eq!(second.headers()["etag"], "W/\"1\" folded");
    assert_eq!(outcome(&mut answers, 0), "200 {\"a\":1}");
    assert_eq!(outcome(&mut answers, 2), "404");
}

#[test]
fn inside_change_sets_the_content_id_counts() {
    let of = |answers: &str| {
        format!(
            "--b\nContent-Type: multipart/mixed; boundary=\"c;\\\"d\"\n\n{answers}--c;\"d--\n--b\n\nHTTP/1.1 200 OK\n\n--b--"
        )
    };
    let part = |id: &str, rest: &str| format!("--c;\"d\nContent-Type: application/http\n{id}\n{rest}\n");
    let both = of(&(part("Content-ID: 1\n", "HTTP/1.1 204 No Content\n\n")
        + &part("Content-ID: <0>\n", "HTTP/1.1 201 Created\n\n")));
    assert_eq!(
        outcomes(&mut read(&both, &[2, 0]), &[2, 0]),
        ["201", "204", "200"]
    );
    let inner = of(&(part("", "HTTP/1.1 204 No Content\nContent-ID: 1\n\n")
        + &part("", "HTTP/1.1 201 Created\nContent-ID: 0\n\n")));
    assert_eq!(
        outcomes(&mut read(&inner, &[2, 0]), &[2, 0]),
        ["201", "204", "200"]
    );
    let none = of(&(part("", "HTTP/1.1 204 No Content\n\n") + &part("", "HTTP/1.1 201 Created\n\n")));
    assert_eq!(
        outcomes(&mut read(&none, &[2, 0]), &[2, 0]),
        ["204", "201", "200"],
        "no ids at all: by position"
    );
    let twice = of(&(part("Content-ID: 1\n", "HTTP/1.1 204 No Content\n\n")
        + &part("Content-ID: 1\n", "HTTP/1.1 201 Created\n\n")));
    assert_eq!(
        outcomes(&mut read(&twice, &[2, 0]), &[2, 0]),
        ["lost", "the batch's answer has two for this request", "200"]
    );
    let failed = of(&part("", "HTTP/1.1 412 Precondition Failed\n\n"));
    assert_eq!(
        outcomes(&mut read(&failed, &[2, 0]), &[2, 0]),
        ["set 412", "lost", "200"]
    );
    let many = of(&part("", "HTTP/1.1 204 No Content\n\n").repeat(3));
    let reason = "the answer to a change set has more parts than that has requests";
    assert_eq!(
        outcomes(&mut read(&many, &[2, 0]), &[2, 0]),
        [reason, reason, "200"]
    );
}

#[test]
fn a_failed_change_set_has_one_part() {
    let of = |id: &str| {
        format!(
            "--b\nContent-Type: application/http\n{id}\nHTTP/1.1 409 Conflict\n\n{{}}\n--b\n\nHTTP/1.1 204 No Content\n\n--b--"
        )
    };
    assert_eq!(
        outcomes(&mut read(&of(""), &[3, 0]), &[3, 0]),
        ["set 409", "lost", "lost", "204"]
    );
    assert_eq!(
        outcomes(&mut read(&of("Content-ID: 1\n"), &[3, 0]), &[3, 0]),
        ["lost", "409 {}", "lost", "204"],
        "with the id of the request that failed"
    );
    let success = of("").replace("409 Conflict", "200 OK");
    let reason = "the answer to a change set is one success, and not one for each request";
    assert_eq!(
        outcomes(&mut read(&success, &[2, 0]), &[2, 0]),
        [reason, reason, "204"]
    );
}

#[test]
fn parts_that_are_missing_behind_an_error_are_not_done() {
    let error = "--b\n\nHTTP/1.1 204 No Content\n\n--b\n\nHTTP/1.1 400 Bad Request\n\n{}\n--b--\n";
    assert_eq!(
        outcomes(&mut read(error, &[0, 0, 0, 2]), &[0, 0, 0, 2]),
        ["204", "400 {}", "not done: 400", "not done: 400", "not done: 400"]
    );
    let cut = "--b\n\nHTTP/1.1 204 No Content\n\n--b\n\nHTTP/1.1 400 Bad Request\n\n{}\n--b";
    assert_eq!(
        outcomes(&mut read(cut, &[0, 0, 0]), &[0, 0, 0]),
        ["204", "400 {}", "lost"],
        "the rest may have come and been lost"
    );
    let success = "--b\n\nHTTP/1.1 204 No Content\n\n--b--\n";
    assert_eq!(outcomes(&mut read(success, &[0, 0]), &[0, 0]), ["204", "lost"]);
}

#[test]
fn what_is_no_batch_or_too_much_is_an_error_and_what_breaks_off_is_lost() {
    let reason = "the answer to the batch has no part behind its boundary";
    assert_eq!(outcomes(&mut read("<html>", &[0]), &[0]), [reason]);
    assert_eq!(outcomes(&mut read("", &[0]), &[0]), ["lost"]);
    let reason = "the answer to the batch has more parts than the batch has requests";
    let more = "--b\n\nHTTP/1.1 204 No Content\n\n".repeat(2) + "--b--";
    assert_eq!(outcomes(&mut read(&more, &[0]), &[0]), [reason]);
    let cut = "--b\n\nHTTP/1.1 200 OK\n\n{\"a\":";
    assert_eq!(outcomes(&mut read(cut, &[0]), &[0]), ["lost"]);
    let complete = "--b\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}";
    assert_eq!(outcomes(&mut read(complete, &[0]), &[0]), ["200 {}"]);
    let reason = "a part of the batch's answer is no HTTP answer";
    let none = "--b\n\n{}\n--b\n\nHTTP/1.1 204 No Content\n\n--b--";
    assert_eq!(outcomes(&mut read(none, &[0, 0]), &[0, 0]), [reason, "204"]);
    let headers: String = (0..=limits::HEADERS).map(|at| format!("h{at}: 1\n")).collect();
    let many = format!(
        "--b\n\nHTTP/1.1 204 No Content\n{headers}\n--b\n{headers}\n\nHTTP/1.1 204 No Content\n\n--b--"
    );
    let reason = "it has more than 1000 headers";
    assert_eq!(outcomes(&mut read(&many, &[0, 0]), &[0, 0]), [reason, reason]);
}

#[test]
fn bodies_are_as_they_were_sent() {
    let body = b"--b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\n\r\n--c\r\n\r\n--b--";
    assert_eq!(
        read_raw(body, &[0]).take(0).unwrap().body(),
        b"\n\r\n--c",
        "cut at the delimiter alone"
    );
    let body = b"--b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}\r\n\r\n\r\n--b--";
    assert_eq!(
        read_raw(body, &[0]).take(0).unwrap().body(),
        b"{}",
        "empty lines behind it"
    );
    let body = b"--b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{\"a\":1}\r\n--b--";
    assert_eq!(
        read_raw(body, &[0]).take(0).unwrap().body(),
        b"{\"a\":1}",
        "a wrong length cuts nothing"
    );
    let body = b"--b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\xff\x00\n\xfe\r\n--b--";
    assert_eq!(read_raw(body, &[0]).take(0).unwrap().body(), b"\xff\x00\n\xfe");
}

#[test]
fn boundaries_are_read_in_each_of_their_forms() {
    let of = |kind: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, http::HeaderValue::from_static(kind));
        boundary(&headers).map(|boundary| String::from_utf8(boundary).unwrap())
    };
    for kind in [
        "multipart/mixed;boundary=x",
        "Multipart/Mixed ; charset=utf-8; BOUNDARY = x ; y=z",
        "multipart/mixed; a=\"b;boundary=c\"; boundary=\"x\"",
    ] {
        assert_eq!(of(kind).as_deref(), Some("x"), "{kind}");
    }
    assert_eq!(
        of("multipart/mixed; boundary=\"a\\\"b c\"").as_deref(),
        Some("a\"b c")
    );
    for kind in [
        "multipart/mixed",
        "multipart/mixed;boundary=",
        "application/json;boundary=x",
        "m;boundary=x",
        "multipart/mixed; boundary=\"x",
    ] {
        assert_eq!(of(kind), None, "{kind}");
    }
}

proptest! {
    /// Whatever comes, each request has a result, and nothing panics.
    #[test]
    fn any_input_is_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "--b", "--b--", "--c", "--c--", "\r\n", "\n", "\r", " ", "Content-Type: multipart/mixed; boundary=c", "Content-ID: ", "0", "1", "2",
            "HTTP/1.1 ", "204", "400 x", "200 OK", ":", "{}", "Content-Length: 1", "\t", "\"", "-", "é",
        ]), 0..60),
        raw in prop::collection::vec(any::<u8>(), 0..40),
        at in 0_usize..60,
        layout in prop::collection::vec(0_usize..4, 0..5),
    ) {
        let mut body: Vec<u8> = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            if index == at {
                body.extend_from_slice(&raw);
            }
            body.extend_from_slice(piece.as_bytes());
        }
        let mut answers = read_raw(&body, &layout);
        let outcomes = outcomes(&mut answers, &layout);
        prop_assert!(outcomes.iter().all(|outcome| !outcome.is_empty()));
        prop_assert!(answers.by_id.is_empty() && answers.sets.is_empty(), "nothing that was not asked for");
    }

    /// What is written as parts is read as parts, whatever is in the bodies.
    #[test]
    fn bodies_come_through(bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 1..6)) {
        let mut body = Vec::new();
        for one in &bodies {
            body.extend_from_slice(b"--b\r\ncontent-type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n");
            body.extend_from_slice(format!("content-length: {}\r\n\r\n", one.len()).as_bytes());
            body.extend_from_slice(one);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        prop_assume!(!bodies.iter().any(|body| body.windows(3).any(|three| three == b"--b")));
        let mut answers = read_raw(&body, &vec![0; bodies.len()]);
        for (id, one) in bodies.iter().enumerate() {
            let answer = answers.take(id).unwrap();
            prop_assert_eq!(answer.body(), one);
        }
    }
}
