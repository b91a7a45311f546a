//! The words of `/breathing-space`.

/// `/breathing-space`
#[derive(Debug)]
pub struct BreathingSpace {
    pub title: &'static str,
    pub lead: &'static str,
    /// Days, until when.
    pub offer: fn(u16, &str) -> String,
    pub points: [&'static str; 4],
    pub take: fn(&str) -> String,
    pub begun: &'static str,
    pub running: fn(&str) -> String,
    pub over: fn(&str) -> String,
    pub ask: &'static str,
    pub plan: &'static str,
    pub plan_more: &'static str,
    pub talk: &'static str,
    pub talk_more: &'static str,
}
