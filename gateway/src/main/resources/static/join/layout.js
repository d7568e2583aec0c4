// Where tiles go: sizes in pixels, from the size of the place and the number of people.

const GAP = 10;
const NARROW = 560;
/** Width by height: what a tile may be, in a narrow window and in others. */
const NARROW_ASPECTS = { least: 1, most: 8 / 5 };
const WIDE_ASPECTS = { least: 4 / 3, most: 16 / 9 };
const LEAST_WIDTH = 104;
const STRIP = { leastWidth: 96, mostHeight: 112 };
const PICTURE_ASPECT = 16 / 9;
const LEAST_ASPECT_OF_LARGE = 4 / 3;

/** @typedef {{width: number, height: number}} Size */

/**
 * The number of columns that makes tiles largest; below a least width they do not all fit, and the place is scrolled.
 *
 * @param {Size} place
 * @param {number} count
 * @returns {Size} of each tile
 */
export function evenTiles({ width, height }, count) {
  const { least, most } = width < NARROW ? NARROW_ASPECTS : WIDE_ASPECTS;
  let best = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const widest = share(width, columns);
    const highest = share(height, Math.ceil(count / columns));
    const aspect = Math.min(most, Math.max(least, widest / highest));
    const tile = Math.min(widest, highest * aspect);
    if (tile * (tile / aspect) > best.width * best.height) best = { width: tile, height: tile / aspect };
  }
  const tile = Math.min(LEAST_WIDTH, share(width, 2));
  return best.width < tile ? { width: tile, height: tile / least } : best;
}

/**
 * One large tile above rows of small ones.
 *
 * @param {Size} place
 * @param {number} count with the large one
 * @returns {{large: Size, small: Size}}
 */
export function tilesUnderOne({ width, height }, count) {
  const others = count - 1;
  const aspect = width < NARROW ? NARROW_ASPECTS.least : NARROW_ASPECTS.most;
  let rows = 1;
  while (rows < others && share(width, Math.ceil(others / rows)) < STRIP.leastWidth) rows++;
  const small = Math.min(STRIP.mostHeight * aspect, share(width, Math.ceil(others / rows)));
  const left = height - rows * (small / aspect + GAP);
  const large = Math.min(width, left * PICTURE_ASPECT);
  return {
    large: { width: large, height: Math.min(left, large / LEAST_ASPECT_OF_LARGE) },
    small: { width: small, height: small / aspect },
  };
}

/** @param {number} whole @param {number} among how many with gaps between them */
function share(whole, among) {
  return (whole - GAP * (among - 1)) / among;
}
