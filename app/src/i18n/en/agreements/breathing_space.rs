//! The words of `/breathing-space`, in English.

use crate::i18n::agreements::breathing_space::BreathingSpace;
use crate::i18n::en::days;

pub const BREATHING_SPACE: BreathingSpace = BreathingSpace {
    title: "A break",
    lead: "If you are going through a hard time, you do not have to explain anything.",
    offer: |d, until| format!("You can have a break of {}, until {until}.", days(d.into())),
    points: [
        "We send you no reminders.",
        "No interest or charges are added, and none are charged later.",
        "What you owe stays the same, and you can pay whenever you like.",
        "Only the people who look after your account see it.",
    ],
    take: |until| format!("Start the break until {until}"),
    begun: "Your break has begun",
    running: |until| format!("It lasts until {until}. You do not have to do anything."),
    over: |until| format!("The break ended on {until}. No interest or charges are added for those days."),
    ask: "We cannot give a break from here now, but we can find another way together.",
    plan: "View the longest plan",
    plan_more: "Small payments over a longer time.",
    talk: "Talk to a person",
    talk_more: "Tell us what you need. We'll find a way together.",
};
