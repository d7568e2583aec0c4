package dev.partyline.webrtc.sfu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SlotsStayWithTheirOwners {
    private static final class Person implements Participant {
        final String name;
        boolean voice = true;
        boolean video = true;
        boolean speaking;
        int levelDbov = -30;
        long lastSpokeNanos = NEVER;

        Person(String name) {
            this.name = name;
        }

        @Override
        public boolean hasVoice() {
            return voice;
        }

        @Override
        public boolean hasVideo() {
            return video;
        }

        @Override
        public boolean speaking() {
            return speaking;
        }

        @Override
        public int levelDbov() {
            return levelDbov;
        }

        @Override
        public long lastSpokeNanos() {
            return lastSpokeNanos;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final long SECOND = 1_000_000_000L;

    private final List<Person> everyone = new ArrayList<>();
    private final Person self = person("self");
    private final SlotAllocation<Person> slots = new SlotAllocation<>(4, 9);

    private Person person(String name) {
        Person person = new Person(name);
        everyone.add(person);
        return person;
    }

    private void people(int count) {
        for (int i = 0; i < count; i++) {
            person("p" + i);
        }
    }

    private boolean allocate() {
        return slots.allocate(everyone, self, List.of(), true, 9);
    }

    private static void speaks(Person person, long nanos) {
        person.speaking = true;
        person.lastSpokeNanos = nanos;
    }

    private List<Person> voices() {
        return held(slots::voice, slots.voiceSlots());
    }

    private List<Person> videos() {
        return held(slots::video, slots.videoSlots());
    }

    private static List<Person> held(java.util.function.IntFunction<@Nullable Person> of, int count) {
        List<Person> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Person one = of.apply(i);
            if (one != null) {
                held.add(one);
            }
        }
        return held;
    }

    @Test
    void upToFourOthersAllHaveBoth() {
        people(4);
        assertTrue(allocate());
        for (int i = 0; i < 4; i++) {
            assertSame(everyone.get(i + 1), slots.voice(i));
            assertSame(slots.voice(i), slots.video(i));
        }
        assertFalse(allocate(), "nothing changed");
        everyone.get(2).video = false;
        assertTrue(allocate());
        assertSame(everyone.get(2), slots.voice(1), "the voice stays");
        assertEquals(3, videos().size());
    }

    @Test
    void whoeverSpeaksIsHeardAndTheOthersKeepTheirSlots() {
        people(12);
        allocate();
        Person newcomer = everyone.get(9);
        List<Person> before = voices();
        for (int i = 1; i <= 4; i++) {
            everyone.get(i).lastSpokeNanos = i;
        }
        speaks(newcomer, 100);
        assertTrue(allocate());
        assertTrue(voices().contains(newcomer));
        assertFalse(voices().contains(everyone.get(1)), "who spoke longest ago made room");
        assertSame(before.get(1), slots.voice(1));
        assertSame(before.get(2), slots.voice(2));
        assertSame(before.get(3), slots.voice(3));
        assertSame(newcomer, slots.video(0), "his video came along");
        newcomer.speaking = false;
        assertFalse(allocate(), "and he stays when he stops");
    }

    @Test
    void aSpeakerIsPutOutByAMuchLouderOneOnly() {
        people(6);
        for (int i = 1; i <= 4; i++) {
            speaks(everyone.get(i), i);
        }
        allocate();
        Person fifth = everyone.get(5);
        speaks(fifth, 50);
        fifth.levelDbov = -24;
        assertFalse(allocate(), "6 dB are not enough");
        fifth.levelDbov = -15;
        assertTrue(allocate());
        assertTrue(voices().contains(fifth));
        assertFalse(allocate());
    }

    @Test
    void pinnedVideosComeFirst() {
        people(20);
        List<Person> pinned = List.of(everyone.get(18), everyone.get(19));
        slots.allocate(everyone, self, pinned, true, 9);
        assertTrue(videos().containsAll(pinned));
        assertTrue(videos().containsAll(voices()));
    }

    @Test
    void nobodyHasSlotsWhereNoneAreWanted() {
        people(5);
        allocate();
        slots.allocate(everyone, self, List.of(), false, 0);
        assertTrue(voices().isEmpty());
        assertTrue(videos().isEmpty());
    }

    @Test
    void onePictureIsThePinnedOnesElseThatOfWhoSpeaks() {
        people(12);
        Person first = everyone.get(1);
        Person second = everyone.get(2);
        assertTrue(one(List.of()));
        assertEquals(List.of(first), videos());
        assertTrue(voices().isEmpty());
        speaks(second, SECOND);
        assertTrue(one(List.of()));
        assertEquals(List.of(second), videos());
        speaks(first, SECOND);
        first.levelDbov = -25;
        assertFalse(one(List.of()), "5 dB are not enough");
        first.levelDbov = -15;
        assertTrue(one(List.of()));
        assertEquals(List.of(first), videos());
        assertTrue(one(List.of(everyone.get(9), everyone.get(10))));
        assertEquals(List.of(everyone.get(9)), videos());
    }

    @Test
    void whoStoppedAMomentEarlierKeepsThePicture() {
        people(3);
        Person first = everyone.get(1);
        Person second = everyone.get(2);
        speaks(first, SECOND);
        one(List.of());
        speaks(second, SECOND);
        first.speaking = false;
        second.speaking = false;
        second.lastSpokeNanos = 2 * SECOND;
        assertFalse(one(List.of()), "they talked at once, and nobody talks now");
        second.lastSpokeNanos = 4 * SECOND;
        assertTrue(one(List.of()));
        assertEquals(List.of(second), videos());
    }

    private boolean one(List<Person> pinned) {
        return slots.allocate(everyone, self, pinned, false, 1);
    }

    @Test
    void whateverHappensTheRulesHold() {
        Random random = new Random(11);
        people(15);
        for (int round = 0; round < 20_000; round++) {
            Person one = everyone.get(1 + random.nextInt(everyone.size() - 1));
            switch (random.nextInt(5)) {
                case 0 -> one.video = !one.video;
                case 1 -> one.voice = !one.voice;
                case 2 -> speaks(one, round);
                case 3 -> one.speaking = false;
                default -> one.levelDbov = -random.nextInt(127);
            }
            List<Person> pinned = random.nextInt(3) == 0 ? List.of(everyone.get(7)) : List.of();
            slots.allocate(everyone, self, pinned, true, 9);
            check(round);
        }
    }

    private void check(int round) {
        List<Person> voices = voices();
        List<Person> videos = videos();
        String at = "round " + round + " voices " + voices + " videos " + videos;
        assertEquals(Set.copyOf(voices).size(), voices.size(), at);
        assertEquals(new HashSet<>(videos).size(), videos.size(), at);
        assertFalse(voices.contains(self) || videos.contains(self), at);
        assertTrue(voices.stream().allMatch(Person::hasVoice), at);
        assertTrue(videos.stream().allMatch(Person::hasVideo), at);
        long withVoice =
                everyone.stream().filter(one -> one != self && one.voice).count();
        long withVideo =
                everyone.stream().filter(one -> one != self && one.video).count();
        assertEquals(Math.min(4, withVoice), voices.size(), at);
        assertEquals(Math.min(9, withVideo), videos.size(), at);
        for (int i = 0; i < 4; i++) {
            Person voice = slots.voice(i);
            if (voice != null && videos.contains(voice)) {
                assertSame(voice, slots.video(i), at);
            }
        }
        long speakers = everyone.stream()
                .filter(one -> one != self && one.voice && one.speaking)
                .count();
        long heard = voices.stream().filter(Person::speaking).count();
        assertEquals(Math.min(4, speakers), heard, at);
    }
}
