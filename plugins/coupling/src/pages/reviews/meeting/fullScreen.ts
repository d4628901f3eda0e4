/** The whole screen for the page, where the browser gives it: a wish, not a need, since the meeting covers the page in any case. */
export async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen?.();
  } catch {
    // Refused, or inside a frame.
  }
}

export async function giveBackScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen?.();
  } catch {
    // It was given back already.
  }
}
