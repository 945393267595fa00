// One screening's stream in a <video>: hls.js where the browser does not play HLS itself, mended when it breaks.
import Hls, { ErrorTypes, Events } from "hls.js";

export interface Stream {
  /** Load the captions in that language (else the first there are), or none. They are read here and drawn by the player. */
  captions(language: string | null): void;
  stop(): void;
}

export interface Hooks {
  /** The connection was lost (true) or found again (false). */
  lost(lost: boolean): void;
  /** Nothing can be done any more; one line for the viewer. */
  failed(message: string): void;
  /** The languages there are captions in, once they are known. */
  languages(tags: string[]): void;
}

/** Attach `playlist` to `video`. The film is an event that grows: it starts at zero and is never chased to its edge. */
export function stream(video: HTMLVideoElement, playlist: string, at: number, hooks: Hooks): Stream {
  if (!Hls.isSupported()) {
    if (!video.canPlayType("application/vnd.apple.mpegurl")) {
      hooks.failed("This browser plays no HLS. Any recent Chromium, Firefox or Safari does.");
      return { captions() {}, stop() {} };
    }
    video.src = playlist;
    video.addEventListener("loadedmetadata", () => hooks.languages([...video.textTracks].map((track) => track.language)), { once: true });
    if (at > 0) video.addEventListener("loadedmetadata", () => (video.currentTime = at), { once: true });
    return {
      captions(language) {
        const tracks = [...video.textTracks];
        const wanted = language === null ? undefined : (tracks.find((track) => track.language === language) ?? tracks[0]);
        for (const track of tracks) track.mode = track === wanted ? "hidden" : "disabled";
      },
      stop: () => video.removeAttribute("src"),
    };
  }
  const hls = new Hls({
    startPosition: at,
    lowLatencyMode: true,
    maxLiveSyncPlaybackRate: 1,
    maxBufferLength: 20,
    backBufferLength: 600,
    startFragPrefetch: true,
    manifestLoadPolicy: { default: policy(30_000, 6) },
    playlistLoadPolicy: { default: policy(30_000, 12) },
    fragLoadPolicy: { default: policy(30_000, 12) },
  });
  let mended = 0;
  let timer: number | undefined;
  const retry = () => {
    clearTimeout(timer);
    hls.startLoad(video.currentTime || at);
  };
  let misses = 0;
  const found = () => {
    misses = 0;
    hooks.lost(false);
  };
  hls.on(Events.FRAG_LOADED, found);
  hls.on(Events.LEVEL_LOADED, found);
  hls.on(Events.ERROR, (_, data) => {
    // hls.js goes on trying for most of a minute before it calls an error fatal; a viewer is told sooner.
    if (data.type === ErrorTypes.NETWORK_ERROR && !data.response?.code && ++misses >= 2) hooks.lost(true);
    if (!data.fatal) return;
    if (data.type === ErrorTypes.NETWORK_ERROR) {
      const code = data.response?.code ?? 0;
      if (code === 404 || code === 410) hooks.failed("This screening has ended or was erased. Start the film again.");
      else {
        hooks.lost(true);
        clearTimeout(timer);
        timer = window.setTimeout(retry, 2000);
      }
    } else if (data.type === ErrorTypes.MEDIA_ERROR && mended++ < 3) hls.recoverMediaError();
    else hooks.failed(`The film cannot be played here (${data.details}).`);
  });
  window.addEventListener("online", retry);
  let wanted: string | null = null;
  const caption = () => {
    const tracks = hls.subtitleTracks;
    const found = tracks.findIndex((track) => track.lang === wanted);
    hls.subtitleTrack = wanted === null || !tracks.length ? -1 : Math.max(0, found);
  };
  hls.on(Events.SUBTITLE_TRACKS_UPDATED, (_, data) => {
    hooks.languages(data.subtitleTracks.map((track) => track.lang ?? "en"));
    queueMicrotask(caption); // once this event is over, hls.js chooses a track itself
  });
  hls.subtitleDisplay = false;
  hls.loadSource(playlist);
  hls.attachMedia(video);
  return {
    captions(language) {
      wanted = language;
      caption();
    },
    stop() {
      clearTimeout(timer);
      window.removeEventListener("online", retry);
      hls.destroy();
    },
  };
}

function policy(ms: number, retries: number) {
  const again = { maxNumRetry: retries, retryDelayMs: 500, maxRetryDelayMs: 4000 };
  return { maxTimeToFirstByteMs: ms, maxLoadTimeMs: ms * 2, timeoutRetry: again, errorRetry: again };
}
