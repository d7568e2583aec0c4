// Run in a page from elsewhere than the bridge: sends a tone by WHIP and listens by WHEP, as any page could.
window.studio = {
  context: new AudioContext({ sampleRate: 48000 }),
  resources: [],
  peers: [],

  async send(url, hertz) {
    const voice = new GainNode(this.context, { gain: 10 ** (-24 / 20) });
    const microphone = this.context.createMediaStreamDestination();
    microphone.channelCount = 1;
    const tone = new OscillatorNode(this.context, { frequency: hertz });
    tone.connect(voice).connect(microphone);
    tone.start();
    const peer = new RTCPeerConnection();
    peer.addTransceiver(microphone.stream.getAudioTracks()[0], { direction: 'sendonly' });
    await this.open(url, peer);
  },

  async receive(url) {
    this.ear = new AnalyserNode(this.context, { fftSize: 32768, smoothingTimeConstant: 0 });
    const peer = new RTCPeerConnection();
    const { receiver } = peer.addTransceiver('audio', { direction: 'recvonly' });
    this.context.createMediaStreamSource(new MediaStream([receiver.track])).connect(this.ear);
    // Chromium decodes what an element plays.
    this.player = Object.assign(new Audio(), { srcObject: new MediaStream([receiver.track]), autoplay: true });
    await this.open(url, peer);
  },

  async open(url, peer) {
    this.peers.push(peer);
    await peer.setLocalDescription();
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    if (answer.status !== 201) throw new Error(`${url} answered ${answer.status}`);
    this.resources.push(new URL(answer.headers.get('Location'), url).href);
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  },

  /** The level of a tone in what was heard last, in dB of a full-scale sine. */
  heardDb(hertz) {
    const samples = new Float32Array(this.ear.fftSize);
    this.ear.getFloatTimeDomainData(samples);
    let real = 0;
    let imaginary = 0;
    samples.forEach((sample, i) => {
      const phase = (2 * Math.PI * hertz * i) / this.context.sampleRate;
      const hann = 1 - Math.cos((2 * Math.PI * i) / samples.length);
      real += hann * sample * Math.cos(phase);
      imaginary += hann * sample * Math.sin(phase);
    });
    return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / samples.length + 1e-9);
  },

  async end() {
    const statuses = [];
    for (const url of this.resources) statuses.push((await fetch(url, { method: 'DELETE' })).status);
    this.peers.forEach((peer) => peer.close());
    return statuses;
  },
};
