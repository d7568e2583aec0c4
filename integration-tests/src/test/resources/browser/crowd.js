// Run in any page of the bridge: people of the client library, each with a face, a camera and a voice of his own.
window.crowd = {
  people: new Map(),

  async join(channel, names) {
    const { PartylineClient } = await import('/static/join/partyline.js');
    const context = new AudioContext({ sampleRate: 48000 });
    for (const [i, name] of names.entries()) {
      const voice = new GainNode(context, { gain: 0 });
      const tone = new OscillatorNode(context, { frequency: 400 + 90 * i });
      const microphone = context.createMediaStreamDestination();
      tone.connect(voice).connect(microphone);
      tone.start();
      const client = new PartylineClient({ channel });
      await client.join({
        name,
        mode: 'mixed',
        microphone: microphone.stream.getAudioTracks()[0],
        camera: this.camera(360 * (i / names.length)),
      });
      this.people.set(name, { client, voice });
    }
  },

  /** A small picture that moves, in a colour of its own. */
  camera(hue) {
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = 180;
    const pen = canvas.getContext('2d');
    const ellipse = (colour, ...where) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(...where, 0, 0, 2 * Math.PI);
      pen.fill();
    };
    setInterval(() => {
      const sway = 4 * Math.sin(performance.now() / 900 + hue);
      pen.fillStyle = `hsl(${hue} 35% 78%)`;
      pen.fillRect(0, 0, 320, 180);
      ellipse(`hsl(${hue} 45% 38%)`, 160 + sway, 190, 74, 66);
      ellipse(`hsl(${hue + 30} 30% 26%)`, 160 + sway, 76, 38, 44);
      ellipse('#d9a982', 160 + sway, 84, 31, 38);
    }, 200);
    return canvas.captureStream(5).getVideoTracks()[0];
  },

  say(name, on) {
    this.people.get(name).voice.gain.value = on ? 0.1 : 0;
  },
};
