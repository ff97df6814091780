//! The listening socket and its thread.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::thread::JoinHandle;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;

use super::connection::{ResponseBody, Unanswered};

/// Deep enough for the deepest filter and the deepest JSON that are accepted, in a debug build too.
const STACK_BYTES: usize = 8 << 20;

/// A server on a loopback port. It has its own thread and runtime, so that it serves tests with and without a
/// runtime, and so that a test that stops its runtime's clock does not stop the service. Dropping it closes the port
/// and every connection.
#[derive(Debug)]
pub(crate) struct Server {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A listener on a port that the system chooses.
    pub(crate) fn bind() -> io::Result<TcpListener> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    }

    /// Answers every request on the listener by `answer`.
    pub(crate) fn start<A, F>(listener: TcpListener, answer: A) -> io::Result<Self>
    where
        A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
        F: Future<Output = Result<Response<ResponseBody>, Unanswered>> + Send + 'static,
    {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = accept(listener, answer) => {}
                    _ = stopped => {}
                }
            });
        };
        let thread = std::thread::Builder::new()
            .name("odata-service".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(serve)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

async fn accept<A, F>(listener: TcpListener, answer: A)
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Result<Response<ResponseBody>, Unanswered>> + Send + 'static,
{
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    loop {
        // A connection that is gone before it was accepted is no reason to stop.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        // Small answers should not wait for an acknowledgement; without this they are late, and nothing is wrong.
        let _ = stream.set_nodelay(true);
        let answer = answer.clone();
        // What a connection ends with is the client's affair, or was meant by a fault.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer)));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // The thread ends only by this message.
            let _ = thread.join();
        }
    }
}
