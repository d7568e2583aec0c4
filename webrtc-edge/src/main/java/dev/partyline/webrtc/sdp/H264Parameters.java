package dev.partyline.webrtc.sdp;

import java.util.Locale;

/** What an H.264 codec's a=fmtp says (RFC 6184 section 8.1). */
record H264Parameters(int profileIdc, int profileIop, int levelIdc, int packetizationMode, boolean levelAsymmetry) {
    /** 3.1: 1280 × 720 at 30 pictures a second. */
    private static final int OWN_LEVEL_IDC = 0x1f;

    static H264Parameters of(OfferedCodec codec) {
        // Baseline at level 1 and mode 0 where nothing is said (section 8.1).
        int profileLevelId = 0x42000a;
        int mode = 0;
        boolean asymmetry = false;
        for (String parameter : codec.parameters().split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String value = parameter.substring(equals + 1).strip();
            switch (parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "profile-level-id" ->
                    profileLevelId = value.matches("[0-9a-fA-F]{6}") ? Integer.parseInt(value, 16) : 0;
                case "packetization-mode" -> mode = value.equals("1") ? 1 : 0;
                case "level-asymmetry-allowed" -> asymmetry = value.equals("1");
                default -> {}
            }
        }
        return new H264Parameters(
                profileLevelId >> 16, profileLevelId >> 8 & 0xff, profileLevelId & 0xff, mode, asymmetry);
    }

    /** Constrained baseline by table 5 of RFC 6184, in packets that may be fragmented. */
    boolean isForwardable() {
        boolean constrainedBaseline = (profileIop & 0x0f) == 0
                && switch (profileIdc) {
                    case 0x42 -> (profileIop & 0x40) != 0;
                    case 0x4d -> (profileIop & 0x80) != 0;
                    case 0x58 -> (profileIop & 0xc0) == 0xc0;
                    default -> false;
                };
        return constrainedBaseline && packetizationMode == 1;
    }

    /** The profile cannot change in an answer; the level can go down, or be one's own where both allow it. */
    String answer() {
        int level = levelAsymmetry ? OWN_LEVEL_IDC : Math.min(levelIdc, OWN_LEVEL_IDC);
        return "level-asymmetry-allowed=%d;packetization-mode=1;profile-level-id=%02x%02x%02x"
                .formatted(levelAsymmetry ? 1 : 0, profileIdc, profileIop, level);
    }
}
