//! OData services that others wrote, started for tests: Node packages, pinned by version, installed below `target/`.
//!
//! Where there is no Node, or no registry to install from, the tests report that and pass. With `INTEROP=required` they fail.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// How long a service may take to start on a busy machine.
const START: Duration = Duration::from_secs(120);

/// A service to start: a folder with `package.json` and its lock file, and what Node is to run.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// The folder below this package.
    pub folder: &'static str,
    /// The arguments of Node.
    pub arguments: &'static [&'static str],
    /// What is set in its environment.
    pub environment: &'static [(&'static str, &'static str)],
}

/// A service that runs. It ends when its input closes: when this value is dropped, or the process of the tests ends.
#[derive(Debug)]
pub struct Running {
    port: u16,
    child: Child,
}

impl Running {
    /// Its origin: `http://127.0.0.1:4004`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Peer {
    /// Installs and starts it; none, with a word on standard error, where that cannot be done here.
    ///
    /// # Panics
    ///
    /// With `INTEROP=required`, where it cannot be done.
    #[must_use]
    pub fn start(&self) -> Option<Running> {
        let result = self.install().and_then(|folder| self.run(&folder));
        match result {
            Ok(running) => Some(running),
            Err(reason) if std::env::var("INTEROP").is_ok_and(|value| value == "required") => {
                panic!("{}: {reason}", self.folder)
            }
            Err(reason) => {
                // Written past the capture of the test harness: a test that is left out is seen.
                let _ = writeln!(std::io::stderr(), "skipped, {}: {reason}", self.folder);
                None
            }
        }
    }

    /// Copies the folder below `target/`, and installs its packages there unless they are.
    fn install(&self) -> Result<PathBuf, String> {
        let node = Command::new("node").arg("--version").output();
        if !node.is_ok_and(|output| output.status.success()) {
            return Err("Node is not here".to_owned());
        }
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(self.folder);
        let target = target().join("interop").join(self.folder);
        let fail = |error: std::io::Error| format!("{}: {error}", target.display());
        copy(&source, &target).map_err(fail)?;
        let lock = fs::read(source.join("package-lock.json")).map_err(fail)?;
        let mut hasher = DefaultHasher::new();
        lock.hash(&mut hasher);
        let (stamp, installed) = (hasher.finish().to_string(), target.join("installed"));
        if fs::read_to_string(&installed).is_ok_and(|text| text == stamp) {
            return Ok(target);
        }
        let npm = Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&target)
            .output();
        let output = npm.map_err(|_| "npm is not here".to_owned())?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(format!("its packages cannot be installed: {text}"));
        }
        fs::write(installed, stamp).map_err(fail)?;
        Ok(target)
    }

    fn run(&self, folder: &Path) -> Result<Running, String> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let errors = folder.join(format!("errors-{}-{number}.txt", std::process::id()));
        let mut child = Command::new("node")
            .args(self.arguments)
            .current_dir(folder)
            .envs(self.environment.iter().copied())
            .env("PORT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&errors).map_or_else(|_| Stdio::null(), Stdio::from))
            .spawn()
            .map_err(|error| error.to_string())?;
        let (sender, receiver) = mpsc::channel();
        let output = child.stdout.take().ok_or("it has no output")?;
        // It reads on after the port is known: a full pipe would stop the service.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(port) = line.strip_prefix("interop: listening on ") {
                    let _ = sender.send(port.trim().to_owned());
                }
            }
        });
        let port = receiver
            .recv_timeout(START)
            .ok()
            .and_then(|port| port.parse().ok());
        let port = port.ok_or_else(|| {
            let errors = fs::read_to_string(&errors).unwrap_or_default();
            format!("it does not start: {}", errors.trim())
        })?;
        Ok(Running { port, child })
    }
}

/// The folder `target` that the tests were built in.
fn target() -> PathBuf {
    let built = std::env::current_exe().ok();
    let found = built
        .as_deref()
        .and_then(|path| path.ancestors().find(|folder| folder.ends_with("target")));
    found.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        Path::to_path_buf,
    )
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}
