// Run in a page before its own scripts: gives it a camera and a microphone that clap like a clapperboard: each time, the
// picture turns white and a tone begins at the same moment.
(() => {
  const everySeconds = 1.5;
  const lastsSeconds = 0.15;
  const context = new AudioContext({ sampleRate: 48000 });
  const tone = context.createOscillator();
  tone.frequency.value = 1000;
  const gate = context.createGain();
  gate.gain.value = 0;
  tone.connect(gate);
  tone.start();

  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const pen = canvas.getContext('2d');
  let strokes = 0;
  let scheduled = 0;
  const draw = () => {
    const now = context.currentTime;
    // What is not clapping moves all the same, as a picture does.
    pen.fillStyle = now % everySeconds < lastsSeconds ? 'white' : 'black';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = 'gray';
    pen.fillRect((strokes++ * 7) % canvas.width, 160, 20, 20);
    for (; scheduled * everySeconds < now + everySeconds; scheduled++) {
      gate.gain.setValueAtTime(0.3, scheduled * everySeconds);
      gate.gain.setValueAtTime(0, scheduled * everySeconds + lastsSeconds);
    }
  };
  setInterval(draw, 15);

  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = new MediaStream();
    if (constraints.video) stream.addTrack(canvas.captureStream(30).getVideoTracks()[0]);
    if (constraints.audio) {
      const microphone = context.createMediaStreamDestination();
      microphone.channelCount = 1;
      gate.connect(microphone);
      stream.addTrack(microphone.stream.getAudioTracks()[0]);
    }
    return stream;
  };

  window.clapper = {
    everyMillis: everySeconds * 1000,
    /** When the clap before this moment was, in the machine's milliseconds. */
    lastMillis: () => performance.timeOrigin + performance.now() - (context.currentTime % everySeconds) * 1000,
  };
})();
