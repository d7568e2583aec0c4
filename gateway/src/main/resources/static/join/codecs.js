// What is offered and sent: VP8 first, then constrained baseline H.264; the bridge forwards these and no others.

const LONG_SIDE = 640;
const SHORT_SIDE = 360;
const MAX_BITRATE = 800_000;
const MAX_FRAMES_PER_SECOND = 30;

/** @param {{mimeType: string, sdpFmtpLine?: string}} codec */
function rank(codec) {
  const name = codec.mimeType.toLowerCase();
  if (name === "video/vp8") return 0;
  if (name === "video/h264") {
    const line = codec.sdpFmtpLine ?? "";
    return /packetization-mode=1/.test(line) && /profile-level-id=42/i.test(line) ? 1 : -1;
  }
  return name === "video/rtx" ? 2 : -1;
}

/** Without a say in codecs, a browser offers all it has, which is no fault. @param {RTCRtpTransceiver} transceiver */
export function preferVideoCodecs(transceiver) {
  const all = RTCRtpReceiver.getCapabilities?.("video")?.codecs ?? [];
  const wanted = all.filter((codec) => rank(codec) >= 0).sort((a, b) => rank(a) - rank(b));
  try {
    if (wanted.length > 0) transceiver.setCodecPreferences?.(wanted);
  } catch (refused) {
    console.debug("The browser keeps its own order of codecs", refused);
  }
}

/** @type {RTCRtpEncodingParameters} */
export const VIDEO_ENCODING = { maxBitrate: MAX_BITRATE, maxFramerate: MAX_FRAMES_PER_SECOND };

/**
 * Makes a picture fit 640x360, or 360x640 where the telephone is held upright.
 *
 * @param {RTCRtpSender} sender
 */
export async function limitPicture(sender) {
  const { width = 0, height = 0 } = sender.track?.getSettings() ?? {};
  const scale = Math.max(1, Math.max(width, height) / LONG_SIDE, Math.min(width, height) / SHORT_SIDE);
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings ?? []) {
    Object.assign(encoding, VIDEO_ENCODING, { scaleResolutionDownBy: scale });
  }
  await sender.setParameters(parameters);
}
