//! What a process costs: its time, its processor time, its memory.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The costs of one that has ended.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// Processor time of all its threads, in the kernel and outside.
    pub processor: Duration,
    /// Memory at most, in MiB.
    pub mebibytes: f64,
}

/// How often a running process is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a command to its end. What it says goes nowhere.
pub fn run(command: &mut Command) -> Cost {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut mebibytes = 0.0;
    // The kernel keeps the figures of one that has ended until somebody asks how.
    while !has_ended(&child) {
        mebibytes = memory(child.id(), "VmHWM").unwrap_or(mebibytes);
        std::thread::sleep(LOOK);
    }
    let (wall, processor) = (began.elapsed(), spent(child.id()));
    let status = child.wait().expect("it has ended");
    // The second is that of rows that were refused.
    assert!(status.success(), "{command:?}: {status}");
    Cost { wall, processor, mebibytes }
}

fn has_ended(child: &Child) -> bool {
    numbers(child.id()).starts_with('Z')
}

/// Processor time of a process so far.
pub fn spent(id: u32) -> Duration {
    let ticks: u64 = numbers(id).split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10) // Linux counts in hundredths of a second for all to see
}

/// What stands in `/proc/…/stat` behind the name, which stands in parentheses and may hold anything.
fn numbers(id: u32) -> String {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("a process");
    stat.rsplit(')').next().unwrap_or_default().trim_start().to_owned()
}

/// A line of `/proc/…/status` in MiB: `VmRSS` now, `VmHWM` at most; none of one that has ended.
pub fn memory(id: u32, what: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'))?;
    let kib: u32 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(f64::from(kib) / 1024.0)
}
