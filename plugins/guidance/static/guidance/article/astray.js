/** A link whose "#" some program has escaped asks for a page that is not there; this leads to the one that is. */
const [path, link] = location.pathname.split(/%(?:25)*23(?=p(?:=|%))/i);
if (link) location.replace(`${path}#${link}`);
