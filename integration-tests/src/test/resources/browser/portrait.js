// Run in a page before its own scripts: a camera that shows somebody, drawn, in a room of his own, who moves a little.
(() => {
  const [wall, light, skin, hair, shirt, long] = __LOOKS__;
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const pen = canvas.getContext('2d');
  const shape = (colour, draw) => {
    pen.fillStyle = colour;
    pen.beginPath();
    draw();
    pen.fill();
  };
  const round = (colour, x, y, rx, ry = rx, turn = 0) => shape(colour, () => pen.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI));
  const box = (colour, x, y, width, height, corner) => shape(colour, () => pen.roundRect(x, y, width, height, corner));

  const room = () => {
    const shine = pen.createLinearGradient(0, 0, 640, 360);
    shine.addColorStop(0, light);
    shine.addColorStop(1, wall);
    pen.fillStyle = shine;
    pen.fillRect(0, 0, 640, 360);
    box('#ffffff40', 52, 40, 118, 150, 4);
    box('#ffffff50', 60, 48, 48, 134, 2);
    box('#ffffff50', 114, 48, 48, 134, 2);
    box('#00000022', 470, 150, 150, 8, 2);
    ['#00000030', '#ffffff55', '#00000020', '#ffffff38'].forEach((back, i) => box(back, 484 + 22 * i, 96 + 8 * (i % 2), 17, 54 - 8 * (i % 2), 2));
    box('#ffffff66', 584, 126, 22, 24, 3);
    for (const turn of [-0.6, 0, 0.6]) round('#3f6b4f88', 595 + 18 * turn, 106, 6, 22, turn);
  };

  const person = (seconds) => {
    const sway = 5 * Math.sin(seconds * 0.9 + hair.length);
    const nod = 3 * Math.sin(seconds * 1.7);
    pen.save();
    pen.translate(320 + sway, 190 + nod);
    if (long) box(hair, -82, -70, 164, 210, 78);
    box(shirt, -150, 118, 300, 180, 90);
    box('#00000012', -150, 118, 300, 180, 90);
    box(shirt, -140, 124, 280, 180, 84);
    box(skin, -27, 60, 54, 86, 24);
    shape('#00000018', () => pen.ellipse(0, 78, 27, 22, 0, 0, Math.PI));
    round(skin, 0, 0, 68, 84);
    for (const side of [-1, 1]) {
      if (!long) round(skin, 68 * side, 6, 11, 18);
      round('#2a211f', 25 * side, -4, 5.5, seconds % 4 < 0.15 ? 1 : 7);
      pen.strokeStyle = hair;
      pen.lineWidth = 5;
      pen.lineCap = 'round';
      pen.beginPath();
      pen.moveTo(16 * side, -25);
      pen.quadraticCurveTo(26 * side, -31, 37 * side, -24);
      pen.stroke();
      round('#e0604522', 40 * side, 26, 14, 9);
    }
    shape('#00000016', () => pen.ellipse(0, 18, 8, 10, 0, 0, Math.PI));
    const open = 4 + 5 * Math.abs(Math.sin(seconds * 5));
    shape('#8f3b36', () => {
      pen.moveTo(-21, 40);
      pen.quadraticCurveTo(0, 44 + 2 * open, 21, 40);
      pen.quadraticCurveTo(0, 44, -21, 40);
    });
    shape(hair, () => {
      pen.moveTo(-74, 8);
      pen.bezierCurveTo(-92, -112, 92, -112, 74, 8);
      pen.bezierCurveTo(66, -34, 40, -52, 8, -46);
      pen.bezierCurveTo(-30, -40, -62, -34, -74, 8);
    });
    pen.restore();
  };

  setInterval(() => {
    room();
    person(performance.now() / 1000);
  }, 66);

  const devices = navigator.mediaDevices;
  if (!devices) return;
  const ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async ({ video, ...rest }) => {
    const stream = rest.audio ? await ask(rest) : new MediaStream();
    if (video) stream.addTrack(canvas.captureStream(15).getVideoTracks()[0]);
    return stream;
  };
})();
