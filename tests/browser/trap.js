// Looks at documents that were loaded in frames, uses them as a visitor does, and tells what is active in them.
//
// It runs in a world of its own beside the pages' (a DevTools "isolated world"): it sees their elements, they do not see
// it, and no script of its own is taken for one of theirs. Given is, for each frame in order, an object with "format",
// "addresses" (those that it may lead to, or null for all of the web), and "hosts" (how many fragments stand in it).
// What comes back: findings as [number of the document, kind, detail], and the addresses of each as a browser spells them.
async (documents) => {
  const findings = [];
  const WEB = ["http:", "https:"];
  const LINKS = [...WEB, "ftp:", "mailto:", "tel:", "sms:", "geo:"];
  const ADDRESSES = ("href xlink:href src srcset imagesrcset action formaction poster cite data background ping manifest " +
    "longdesc usemap profile classid codebase archive icon dynsrc lowsrc code values from to by data-url data-href data-src")
    .split(" ");
  const LISTS = ["srcset", "imagesrcset"];
  // None of these is needed to show an article, and each can run, load, send or change the meaning of what follows.
  const ACTIVE = ("object embed applet base form button input select textarea keygen isindex frame frameset portal " +
    "fencedframe template slot svg math animate set animatetransform animatemotion foreignobject use marquee bgsound layer " +
    "ilayer xml xss plaintext listing xmp noembed noframes dialog canvas param area map").split(" ");
  const ACTIVE_STYLE = /url\s*\(|image-set|expression|@import|binding|behavior|javascript|\\|[<>]/i;
  const AMP_SCRIPT = /^https:\/\/cdn\.ampproject\.org\/v0(\/amp-[a-z-]+-\d\.\d)?\.js$/;

  // What an element or a document is, whatever names the page has given to things within it.
  const of = (element, name) => Reflect.get(Element.prototype, name, element);
  const ofPage = (page, name) => Reflect.get(Document.prototype, name, page);
  const has = (element, name) => Element.prototype.getAttribute.call(element, name);
  const within = (element, selector) => Element.prototype.closest.call(element, selector);

  const spelt = (address, base) => {
    try { return new URL(address, base).href; } catch { return null; }
  };

  const inspect = (number, root, asked, base, found) => {
    const tell = (kind, detail) => found.add(JSON.stringify([number, kind, detail.slice(0, 300)]));
    const address = (tag, name, value) => {
      const url = spelt(value, base);
      const protocol = url === null ? "" : new URL(url).protocol;
      const detail = `<${tag} ${name}=${JSON.stringify(value)}>`;
      if (url === null) return; // leads nowhere
      if (tag === "script" && documents[number].format === "amp" && AMP_SCRIPT.test(url)) return;
      if (!(name === "href" ? LINKS : WEB).includes(protocol)) tell("script URL", detail);
      else if (asked && !asked.has(url) && url.split("#")[0] !== base) tell("address", detail);
    };
    for (const element of root.querySelectorAll("*")) {
      const tag = of(element, "localName").toLowerCase();
      if (ACTIVE.includes(tag) || of(element, "namespaceURI") !== "http://www.w3.org/1999/xhtml") tell("element", `<${tag}>`);
      for (const { name, value } of of(element, "attributes")) {
        const lower = name.toLowerCase();
        if (lower.startsWith("on")) tell("handler", `<${tag} ${name}=${JSON.stringify(value)}>`);
        else if (lower === "srcdoc" || lower === "is" || lower === "http-equiv") tell(lower, `<${tag} ${name}=${value}>`);
        else if (lower === "name" && tag !== "meta") tell("name", `<${tag} name=${value}>`);
        else if (lower === "style" && ACTIVE_STYLE.test(value)) tell("style", `<${tag} style=${JSON.stringify(value)}>`);
        else if (lower === "target" && !/\bnoopener\b/.test(has(element, "rel") || "")) tell("opener", `<${tag}>`);
        else if (LISTS.includes(lower)) value.split(/\s+[\d.]+[wx]\s*,\s*|\s+[\d.]+[wx]\s*$/).filter(Boolean)
          .forEach((part) => address(tag, lower, part));
        else if (ADDRESSES.includes(lower)) address(tag, lower, value);
        else if (/^[\s\0-\x1f]*(javascript|vbscript|livescript|data)\s*:/i.test(value.replace(/[\t\n\r]/g, "")) &&
          !/^(alt|title|content|aria-.*|data-(title|provider)|label|class|id|datetime)$/.test(lower))
          tell("script URL", `<${tag} ${name}=${JSON.stringify(value)}>`);
      }
      if (tag === "script") {
        const ofAmp = documents[number].format === "amp" && element.async && !element.text && !element.type &&
          AMP_SCRIPT.test(has(element, "src"));
        const data = has(element, "type") === "application/ld+json" && has(element, "src") === null;
        if (!ofAmp && !data) tell("script element", of(element, "outerHTML"));
        if (data) try { JSON.parse(element.text); } catch { tell("metadata", element.text); }
      } else if (tag === "style") {
        if (!within(element, "head") || /url\s*\(|@import|expression|binding/i.test(element.textContent))
          tell("style", of(element, "outerHTML"));
      } else if (tag === "link" && has(element, "rel") !== "canonical") tell("element", of(element, "outerHTML"));
      else if (tag === "meta" && within(element, "body")) tell("element", of(element, "outerHTML"));
      else if (tag === "iframe" && !has(element, "sandbox")) tell("frame", of(element, "outerHTML"));
      const shadow = of(element, "shadowRoot");
      if (shadow) inspect(number, shadow, asked, base, found), tell("element", `shadow root of ${tag}`);
      if (element.content instanceof DocumentFragment) inspect(number, element.content, asked, base, found);
    }
    const comments = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT);
    for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) tell("outline", `<!--${comment.data}-->`);
  };

  // Whether the document has the outline that it was given: nothing broke out of its place.
  const outline = (number, page) => {
    const tell = (detail) => findings.push([number, "outline", detail]);
    const { format, hosts } = documents[number];
    if (format === "text") {
      if (ofPage(page, "contentType") !== "text/plain") tell(ofPage(page, "contentType"));
      if (ofPage(page, "body").children.length !== 1 || ofPage(page, "body").firstElementChild.localName !== "pre") tell("not one text");
      return;
    }
    const children = [...ofPage(page, "body").children];
    const wanted = hosts ? "div" : "main";
    const strange = children.filter((child) => child.localName !== wanted || (hosts && child.className !== "host"));
    if (strange.length) tell(`<${strange[0].localName}> stands beside the article`);
    if (children.length !== (hosts || 1)) tell(`${children.length} parts, and not ${hosts || 1}`);
    for (const child of ofPage(page, "body").childNodes)
      if (child.nodeType !== 1 && (child.nodeType !== 3 || child.data.trim())) tell(`text beside the article: ${child.data}`);
  };

  const use = (page) => {
    // A link may be followed: where it leads was looked at. Its page is not loaded, unless the link runs something.
    EventTarget.prototype.addEventListener.call(page, "click", (event) => {
      const link = within(event.target, "a[href]");
      if (within(event.target, "video, audio") || (link && LINKS.includes(link.protocol))) event.preventDefault();
    });
    for (const element of Document.prototype.querySelectorAll.call(page, "*")) {
      const send = (event) => EventTarget.prototype.dispatchEvent.call(element, event);
      send(new MouseEvent("mouseover", { bubbles: true }));
      send(new FocusEvent("focus"));
      send(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  };

  const asked = [];
  const frames = [...document.querySelectorAll("body > iframe")];
  if (frames.length !== documents.length) findings.push([0, "navigation", "the window is elsewhere"]);
  frames.forEach((frame, number) => {
    const page = frame.contentDocument;
    const base = spelt(`/${number}`, document.URL);
    const { addresses, format, source } = documents[number];
    asked[number] = addresses && addresses.map((each) => spelt(each, base)).filter(Boolean);
    if (!page || ofPage(page, "URL") !== base) {
      findings.push([number, "navigation", page ? ofPage(page, "URL") : "to another site"]);
      return;
    }
    const allowed = asked[number] && new Set(asked[number]);
    const found = new Set();
    outline(number, page);
    if (format !== "text") {
      const parse = (html) => new DOMParser().parseFromString(html, "text/html");
      // As a browser built it; as one without scripts does, which looks into noscript and templates; and as it comes out
      // when somebody's script writes it into a page again.
      inspect(number, page, allowed, base, found);
      inspect(number, parse(source), allowed, base, found);
      inspect(number, parse(ofPage(page, "documentElement").outerHTML), allowed, base, found);
    } else if (ofPage(page, "body").textContent !== source) found.add(JSON.stringify([number, "outline", "another text"]));
    for (const each of found) findings.push(JSON.parse(each));
    use(page);
  });
  await new Promise((resolve) => setTimeout(resolve, 60)); // what was begun by an event, or waits for a moment
  frames.forEach((frame, number) => {
    const page = frame.contentDocument;
    if (!page || ofPage(page, "URL").split("#")[0] !== spelt(`/${number}`, document.URL))
      findings.push([number, "navigation", page ? ofPage(page, "URL") : "to another site"]);
  });
  return { findings, asked };
}
