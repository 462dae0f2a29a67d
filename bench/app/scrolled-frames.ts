import type { Page } from "@playwright/test";

export interface Frames {
  readonly frames: number;
  readonly slow: number;
}

/** Two frames of a 60 Hz screen; one more and the eye sees it. */
const SLOW_MS = 33.4;
/** As far as a hard turn of the wheel goes in a frame; every line is drawn whole. */
const READING_PX = 60;
/** Lines rush by: their names first. */
const STEP_PX = 240;
const MAX_FRAMES = 2_400;

/**
 * From the first line to the last and from the first column to the last, a step with every frame: once as
 * somebody who looks for a line does, once as somebody who wants to get to the end, and back in leaps.
 */
export async function scrolledFrames(page: Page): Promise<Frames> {
  return page.evaluate(
    async ({ slowMs, readingPx, stepPx, maxFrames }) => {
      const scroller = document
        .querySelector("#matrix")
        ?.closest(".overflow-auto");
      if (!scroller) throw new Error("There is no matrix.");
      const frame = () =>
        new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const times: number[] = [];
      let before = await frame();
      const move = async (left: number, top: number) => {
        scroller.scrollBy(left, top);
        const now = await frame();
        times.push(now - before);
        before = now;
      };
      const height = scroller.scrollHeight - scroller.clientHeight;
      const width = scroller.scrollWidth - scroller.clientWidth;
      const step = Math.max(stepPx, height / maxFrames);
      const read = Math.max(readingPx, height / maxFrames);
      for (let top = 0; top < height; top += read) await move(0, read);
      for (let left = 0; left < width; left += readingPx) {
        await move(readingPx, 0);
      }
      scroller.scrollTo(0, 0);
      before = await frame();
      for (let top = 0; top < height; top += step) await move(0, step);
      for (let left = 0; left < width; left += stepPx) await move(stepPx, 0);
      for (let top = 0; top < height; top += 8 * step) await move(0, -8 * step);
      scroller.scrollTo(0, 0);
      return {
        frames: Math.max(1, times.length),
        slow: times.filter((ms) => ms > slowMs).length,
      };
    },
    {
      slowMs: SLOW_MS,
      readingPx: READING_PX,
      stepPx: STEP_PX,
      maxFrames: MAX_FRAMES,
    },
  );
}
