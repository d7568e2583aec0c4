// Run in a page that is in a call, with a participant's id: notes when that one's picture turns white and when a tone
// begins, in the machine's milliseconds.
const [person] = arguments;
const { voices, videos } = window.partyline.slots;
const voice = voices.find(({ participant }) => participant === person).track;
const picture = videos.find(({ participant }) => participant === person).track;

const flashes = [];
const video = [...document.querySelectorAll('video')].find((v) => v.srcObject?.getTracks().includes(picture));
const canvas = document.createElement('canvas');
canvas.width = 8;
canvas.height = 8;
const pen = canvas.getContext('2d', { willReadFrequently: true });
let white = true;
const look = (now, { expectedDisplayTime }) => {
  pen.drawImage(video, 0, 0, 8, 8);
  const [red] = pen.getImageData(4, 2, 1, 1).data;
  if (red > 128 && !white) flashes.push(performance.timeOrigin + expectedDisplayTime);
  white = red > 128;
  video.requestVideoFrameCallback(look);
};
video.requestVideoFrameCallback(look);

const beeps = [];
const context = new AudioContext({ sampleRate: 48000 });
const ear = context.createScriptProcessor(1024, 1, 1);
const behind = [];
let heard = 0;
let quietFor = 0;
ear.onaudioprocess = ({ inputBuffer }) => {
  const samples = inputBuffer.getChannelData(0);
  const end = performance.timeOrigin + performance.now();
  // The quickest callbacks of late say how the samples' time and the machine's go together.
  behind.push(end - ((heard + samples.length) / context.sampleRate) * 1000);
  if (behind.length > 150) behind.shift();
  samples.forEach((sample, i) => {
    if (Math.abs(sample) > 0.03) {
      if (quietFor > context.sampleRate / 4) beeps.push(Math.min(...behind) + ((heard + i) / context.sampleRate) * 1000);
      quietFor = 0;
    } else {
      quietFor++;
    }
  });
  heard += samples.length;
};
context.createMediaStreamSource(new MediaStream([voice])).connect(ear);
ear.connect(context.destination);

window.witness = {
  flashes,
  beeps,
  picture,
  /** For each of the last flashes, how much later its beep came; negative where it came first. */
  skewsMillis: (count) =>
    flashes.slice(-count - 1, -1).map((flash) =>
      beeps.map((beep) => beep - flash).reduce((best, skew) => (Math.abs(skew) < Math.abs(best) ? skew : best), Infinity)),
  /** How long after the clap flash and beep came, by the last ones. */
  delaysMillis: (clapMillis, everyMillis) =>
    [flashes, beeps].map((moments) => {
      const late = moments.slice(-4).map((moment) => (((moment - clapMillis) % everyMillis) + everyMillis) % everyMillis);
      return late.sort((a, b) => a - b)[Math.floor(late.length / 2)];
    }),
};
