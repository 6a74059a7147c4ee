// Measures the page in each frame and lists what is wrong with it, a line each: `week at 360: overlaps: "a" "b"`.
'use strict';
const contrastAsked = 4.5;

/** The texts of a page that are drawn, each with the boxes of its lines. */
function textsOf(page) {
    const texts = [];
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (!node.data.trim() || parent.closest('title, desc, style, script')) continue;
        const range = page.createRange();
        range.selectNodeContents(node);
        const boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.height > 0);
        if (boxes.length > 0) texts.push({ words: node.data.trim().slice(0, 40), parent, boxes });
    }
    return texts;
}

/** Whether boxes share more than the hair's breadth that rounding makes. */
function meet(a, b) {
    const hair = 1.5;
    return Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair;
}

function channels(color) { return color.match(/[\d.]+/g).map(Number); }
function luminance(color) {
    const [red, green, blue] = channels(color).map(value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
/** By WCAG 2: of a text against the nearest painted background. */
function contrast(view, element) {
    const style = view.getComputedStyle(element);
    const ink = luminance(element.closest('svg') ? style.fill : style.color);
    let paper = 1;
    for (let at = element; at; at = at.parentElement) {
        const background = view.getComputedStyle(at).backgroundColor;
        if (channels(background)[3] !== 0) { paper = luminance(background); break; }
    }
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}

function faultsOf(frame) {
    const page = frame.contentDocument, view = frame.contentWindow, width = frame.clientWidth, faults = [];
    page.querySelectorAll('details').forEach(details => { details.open = true; });
    const texts = textsOf(page);
    if (texts.length < 5) faults.push('nothing is there');
    if (page.documentElement.scrollWidth > width) faults.push(`runs out: ${page.documentElement.scrollWidth} pixels wide`);
    for (const { words, parent, boxes } of texts) {
        const scrolls = parent.closest('.wide');
        if (!scrolls && boxes.some(box => box.left < -0.5 || box.right > width + 0.5)) faults.push(`runs out: "${words}"`);
        let picture = parent.closest('svg');
        while (picture && picture.parentElement.closest('svg')) picture = picture.parentElement.closest('svg');
        const frameBox = picture && picture.getBoundingClientRect();
        if (picture && boxes.some(box => box.left < frameBox.left - 0.5 || box.right > frameBox.right + 0.5 || box.top < frameBox.top - 0.5 || box.bottom > frameBox.bottom + 0.5)) {
            faults.push(`cut off: "${words}"`);
        }
        if (!picture && view.getComputedStyle(parent).overflow === 'hidden' && parent.scrollWidth > parent.clientWidth + 1) faults.push(`cut off: "${words}"`);
        if (contrast(view, parent) < contrastAsked) faults.push(`faint: "${words}"`);
    }
    const lines = texts.flatMap((text, index) => text.boxes.map(box => ({ box, index }))).sort((a, b) => a.box.top - b.box.top);
    lines.forEach((line, i) => {
        for (let j = i + 1; j < lines.length && lines[j].box.top < line.box.bottom; ++j) {
            if (lines[j].index !== line.index && meet(line.box, lines[j].box)) faults.push(`overlaps: "${texts[line.index].words}" "${texts[lines[j].index].words}"`);
        }
    });
    for (const picture of page.querySelectorAll('svg[role=img], img')) {
        const title = picture.querySelector('title');
        if (!(title && title.textContent.trim()) && !picture.getAttribute('alt')) faults.push('no text beside a picture');
    }
    const requests = view.performance.getEntriesByType('resource');
    if (requests.length > 0) faults.push(`requests: ${requests[0].name}`);
    if (page.scripts.length > 0) faults.push('scripts');
    return faults;
}

window.addEventListener('load', () => {
    const found = [];
    for (const frame of document.querySelectorAll('iframe')) {
        for (const fault of new Set(faultsOf(frame))) found.push(`${frame.title}: ${fault.replace(/\s+/g, ' ').replace(/[<>&]/g, '?')}`);
        found.push(`measured ${frame.title}: paper ${frame.contentWindow.getComputedStyle(frame.contentDocument.body).backgroundColor}`);
    }
    document.getElementById('found').textContent = `\n${found.join('\n')}\n`;
});
