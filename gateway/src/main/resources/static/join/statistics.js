/**
 * @typedef {object} StreamStatistics
 * @property {string} slot `microphone`, `camera`, `mixed`, `voice-0` to `voice-3`, `video-0` to `video-8`
 * @property {string | null} participant whose it is
 * @property {number} packets
 * @property {number} bytes
 * @property {number} lost
 * @property {number | null} jitterSeconds
 * @property {number | null} frames encoded or decoded
 * @property {string | null} codec
 */

/**
 * @typedef {object} Statistics
 * @property {string} connection the PeerConnection's state
 * @property {number | null} roundTripSeconds
 * @property {StreamStatistics[]} sent
 * @property {StreamStatistics[]} received slots that something came for
 */

/**
 * @param {import("./connection.js").MediaConnection} media
 * @param {import("./events.js").Slots} slots
 * @returns {Promise<Statistics>}
 */
export async function readStatistics(media, slots) {
  /** @type {Map<string, any>} */
  const report = new Map(await media.peer.getStats());
  const entries = [...report.values()];
  const pair = entries.find((entry) => entry.type === "candidate-pair" && entry.nominated && entry.state === "succeeded");
  const named = [
    { slot: "mixed", participant: null, track: slots.mixed.track },
    ...slots.voices.map((slot, i) => ({ slot: `voice-${i}`, ...slot })),
    ...slots.videos.map((slot, i) => ({ slot: `video-${i}`, ...slot })),
  ];
  const stream = (/** @type {any} */ entry, /** @type {string} */ slot, /** @type {string | null} */ participant) => ({
    slot,
    participant,
    packets: entry.packetsReceived ?? entry.packetsSent ?? 0,
    bytes: entry.bytesReceived ?? entry.bytesSent ?? 0,
    lost: entry.packetsLost ?? 0,
    jitterSeconds: entry.jitter ?? null,
    frames: entry.framesDecoded ?? entry.framesEncoded ?? null,
    codec: report.get(entry.codecId)?.mimeType ?? null,
  });
  return {
    connection: media.peer.connectionState,
    roundTripSeconds: pair?.currentRoundTripTime ?? null,
    sent: entries
      .filter((entry) => entry.type === "outbound-rtp")
      .map((entry) => stream(entry, entry.kind === "audio" ? "microphone" : "camera", null)),
    received: entries
      .filter((entry) => entry.type === "inbound-rtp")
      .map((entry) => {
        const slot = named.find(({ track }) => track.id === entry.trackIdentifier);
        return stream(entry, slot?.slot ?? "unknown", slot?.participant ?? null);
      }),
  };
}
