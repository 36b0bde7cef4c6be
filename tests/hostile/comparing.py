"""Let a browser read pages, and say where they differ in more than a reader's own words."""

_SHARED = """([base, pages]) => {
  const OURS = ["p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"];
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const attributes = (one) => one.getAttributeNames().sort();
  const link = (one) => attributes(one).join() === "href,rel" && ["http:", "https:", "mailto:"].includes(one.protocol);
  const SIDE = /^(ltr|rtl)$/, NUMBER = /^\\d\\d?$/;
  const OWN = {
    a: { href: /^(https?|mailto):/i, rel: /^nofollow ugc noopener$/ },
    p: { dir: SIDE }, blockquote: { dir: SIDE }, ul: { dir: SIDE },
    ol: { dir: SIDE, start: NUMBER }, li: { value: NUMBER },
    pre: { dir: SIDE, tabindex: /^0$/, role: /^group$/, "aria-label": /^Code$/ },
  };
  const set = (one) => attributes(one).every((name) => OWN[one.localName]?.[name]?.test(one.getAttribute(name)));
  const allowed = (one) => OURS.includes(one.localName) && one.namespaceURI.endsWith("/xhtml")
    && set(one) && (one.localName !== "a" || link(one));
  const wrong = (text) => [...text.querySelectorAll("*")].filter((one) => !allowed(one)).map((one) => one.outerHTML);
"""
COMMENT = (
    _SHARED
    + """
  const read = (html) => {
    const page = parse(html), all = page.querySelectorAll("#comment-2"), own = all[0];
    if (all.length !== 1) return { says: `it stands ${all.length} times` };
    own.remove();
    const names = [...own.querySelectorAll("bdi")].map((one) => one.textContent);
    const bad = [...own.querySelectorAll(".comment__text")].flatMap(wrong);
    for (const one of own.querySelectorAll("bdi, .comment__text")) one.replaceChildren();
    return { around: page.documentElement.outerHTML, own: own.outerHTML, names, bad };
  };
  const wanted = read(base);
  return pages.map(([html, given]) => {
    const is = read(html);
    if (is.says || is.bad.length) return is.says ?? is.bad.join();
    if (is.around !== wanted.around) return "what is around it has changed";
    if (is.own !== wanted.own) return `its own marks have changed: ${is.own}`;
    return is.names.every((name) => name.includes(given)) ? "" : `it is not told as given: ${is.names}`;
  });
}"""
)
"""Of ``[base, [[page, name], ...]]``: for each page what is wrong with its comment 2, "" for nothing.

The page is otherwise the base; the comment has the base's own marks, the name stands in it as it was given, and its
text has the elements of Markdown with links to the web and to mail.
"""
SKELETON = (
    _SHARED
    + """
  const read = (html) => {
    const page = parse(html), bad = [...page.querySelectorAll(".comment__text")].flatMap(wrong);
    for (const one of page.querySelectorAll(".comments__parent > :not(:first-child)")) one.remove();
    for (const one of page.querySelectorAll(".comment__text")) one.replaceChildren();
    for (const one of page.querySelectorAll(".notice")) one.remove(); // there for some addresses alone
    const told = (one) => attributes(one).filter((name) => name !== "selected").join()
      + ["type", "class", "method", "action", "rel"].map((name) => one.getAttribute(name)?.replace(/\\d+/, "1")).join();
    return { bad, bones: [...page.querySelectorAll("*")].map((one) => `${one.localName} ${told(one)}`).join("; ") };
  };
  const wanted = read(base).bones;
  return pages.map((html) => {
    const { bones, bad } = read(html);
    return bad.length ? bad.join() : bones === wanted ? "" : bones;
  });
}"""
)
"""Of ``[base, [page, ...]]``: for each page the elements it has, where they are not the base's; "" where they are."""
