package dev.partyline.integration.bench.mix;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many phones call, into how many rooms, and how many of each room talk. */
record Scenario(int rooms, int phonesARoom, int talkersARoom) {
    private static final Pattern TEXT = Pattern.compile("(\\d+)x(\\d+):(\\d+)");

    /** @param text rooms x phones a room : talkers a room, such as {@code 100x5:2} */
    static Scenario parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not rooms x phones : talkers, such as 1x500:3 or 100x5:2");
        }
        Scenario scenario = new Scenario(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        if (scenario.talkersARoom > scenario.phonesARoom || scenario.talkers() > TalkerSound.MOST_TALKERS) {
            throw new IllegalArgumentException(
                    "'" + text + "' has more talkers than phones, or than " + TalkerSound.MOST_TALKERS);
        }
        return scenario;
    }

    int phones() {
        return rooms * phonesARoom;
    }

    int talkers() {
        return rooms * talkersARoom;
    }

    int roomOf(int phone) {
        return phone / phonesARoom;
    }

    /** The talker's number among all of them; -1 for one who only listens. */
    int talkerOf(int phone) {
        int inRoom = phone % phonesARoom;
        return inRoom < talkersARoom ? roomOf(phone) * talkersARoom + inRoom : -1;
    }

    boolean sameRoom(int phone, int talker) {
        return roomOf(phone) == talker / talkersARoom;
    }

    @Override
    public String toString() {
        return rooms + "x" + phonesARoom + ":" + talkersARoom;
    }
}
