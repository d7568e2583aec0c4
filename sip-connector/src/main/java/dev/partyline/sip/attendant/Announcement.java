package dev.partyline.sip.attendant;

import dev.partyline.media.prompt.Prompt;
import dev.partyline.media.prompt.Spoken;
import dev.partyline.media.prompt.SpokenNumber;
import dev.partyline.sip.Question.Answer;

/** Answers of the application, in words. */
final class Announcement {
    private Announcement() {}

    static Action.Say of(Answer answer) {
        return switch (answer) {
            case Answer.Lock(boolean locked) -> Action.Say.of(locked ? Prompt.LOCKED : Prompt.UNLOCKED);
            case Answer.NotAllowed _ -> Action.Say.of(Prompt.HOSTS_ONLY);
            case Answer.Here(int phones, int browsers) -> here(phones, browsers);
        };
    }

    /** How many, and how they came, where they came by more than one way. */
    private static Action.Say here(int phones, int browsers) {
        int all = phones + browsers;
        if (all <= 1) {
            return Action.Say.of(Prompt.ONLY_YOU);
        }
        if (all > SpokenNumber.MOST) {
            return Action.Say.of(Prompt.MANY_PEOPLE);
        }
        Spoken count = new SpokenNumber(all);
        return phones == 0 || browsers == 0
                ? Action.Say.of(count, Prompt.PEOPLE_HERE)
                : Action.Say.of(
                        count,
                        Prompt.PEOPLE_HERE,
                        new SpokenNumber(phones),
                        Prompt.BY_TELEPHONE,
                        new SpokenNumber(browsers),
                        Prompt.IN_BROWSERS);
    }
}
