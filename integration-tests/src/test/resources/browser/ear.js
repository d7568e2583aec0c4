// Run in a page before its own scripts: gives it a microphone that says one tone, and keeps what it hears.
(() => {
  const hertz = __HERTZ__;
  const amplitude = __AMPLITUDE__;
  const keptSeconds = 10;
  const context = new AudioContext({ sampleRate: 48000 });
  const ear = context.createScriptProcessor(2048, 1, 1);
  const kept = new Float32Array(keptSeconds * context.sampleRate);
  let written = 0;
  ear.onaudioprocess = (event) => {
    for (const sample of event.inputBuffer.getChannelData(0)) {
      kept[written++ % kept.length] = sample;
    }
  };
  ear.connect(context.destination);

  const voice = context.createGain();
  voice.gain.value = amplitude;
  const oscillator = context.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(voice);
  oscillator.start();

  const devices = navigator.mediaDevices;
  const askDevices = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = new MediaStream();
    if (constraints.video) {
      (await askDevices({ video: constraints.video })).getVideoTracks().forEach((track) => stream.addTrack(track));
    }
    if (constraints.audio) {
      const microphone = context.createMediaStreamDestination();
      microphone.channelCount = 1;
      voice.connect(microphone);
      stream.addTrack(microphone.stream.getAudioTracks()[0]);
    }
    return stream;
  };

  const Connection = window.RTCPeerConnection;
  const listened = new Map();
  window.RTCPeerConnection = class extends Connection {
    constructor(...settings) {
      super(...settings);
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'audio') {
          const source = context.createMediaStreamSource(new MediaStream([track]));
          source.connect(ear);
          listened.set(track, source);
        }
      });
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'closed') {
          this.getReceivers().forEach(({ track }) => listened.get(track)?.disconnect());
        }
      });
    }
  };

  window.testEar = {
    /** The last seconds heard, as 16-bit samples in base64; silence before the first. */
    heard(seconds) {
      const count = Math.round(seconds * context.sampleRate);
      const bytes = new Uint8Array(2 * count);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < count; i++) {
        const at = written - count + i;
        const sample = at < 0 ? 0 : kept[at % kept.length];
        view.setInt16(2 * i, Math.max(-32768, Math.min(32767, Math.round(sample * 32767))), true);
      }
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) {
        text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      }
      return btoa(text);
    },
    say(on) {
      voice.gain.setTargetAtTime(on ? amplitude : 0, context.currentTime, 0.005);
    },
    state: () => context.state,
  };
})();
