// Draws cards as their platforms show them. Microsoft's own renderer draws that of Teams; the others are mock-ups: real text through a
// Markdown parser, in colours and spacing that resemble the client.
// node pictures.mjs CARDS PAGES: reads CARDS/slack.json and so on, and writes a page for each into PAGES.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import MarkdownIt from "markdown-it";

const require = createRequire(import.meta.url);
const [, , cards, pages] = process.argv;
const markdown = (text, html = false) => new MarkdownIt({ breaks: true, html }).render(text);
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const mrkdwn = (text) =>
  text.replace(/`([^`]+)`/g, "<code>$1</code>").replace(/\*([^*\n]+)\*/g, "<b>$1</b>").replace(/\n/g, "<br>");

const draw = {
  slack: (card) =>
    card.blocks
      .map((block) =>
        block.type === "header"
          ? `<h1>${block.text.text}</h1>`
          : block.type === "section"
            ? `<p>${mrkdwn(block.text.text)}</p>`
            : `<footer>${mrkdwn(block.elements[0].text)}</footer>`,
      )
      .join(""),
  feishu: ({ card }) =>
    `<header class="${card.header.template}">${escape(card.header.title.content)}</header>` +
    card.elements
      .map((element) =>
        element.tag === "markdown"
          ? markdown(element.content)
          : element.tag === "hr"
            ? "<hr>"
            : `<footer>${escape(element.elements[0].content)}</footer>`,
      )
      .join(""),
  dingtalk: (card) => markdown(card.markdown.text),
  wecom: (card) => markdown(card.markdown.content, true),
  discord: (card) => {
    const embed = card.embeds[0];
    const colour = `#${embed.color.toString(16).padStart(6, "0")}`;
    return `<div class="embed" style="border-color:${colour}"><b>${markdown(embed.title)}</b>${markdown(
      embed.description,
    )}<footer>${escape(embed.footer.text)}</footer></div>`;
  },
  telegram: (card) => card.text.replace(/\n/g, "<br>"),
  teams: (card) => `<div id="card"></div><script>${readFileSync(
    require.resolve("adaptivecards/dist/adaptivecards.min.js"),
    "utf8",
  )}</script><script>
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(teamsLook)});
    card.parse(${JSON.stringify(card.attachments[0].content)});
    document.getElementById("card").append(card.render());
  </script>`,
};

const tone = (background, foreground) => ({
  backgroundColor: background,
  foregroundColors: {
    default: { default: foreground, subtle: "#616161" },
  },
});
const teamsLook = {
  fontFamily: "Noto Sans, Noto Sans CJK SC, sans-serif",
  spacing: { small: 3, default: 10, medium: 16, large: 24, extraLarge: 32, padding: 16 },
  containerStyles: {
    default: tone("#ffffff", "#242424"),
    attention: tone("#fde7e9", "#c4314b"),
    warning: tone("#fbf6d9", "#835c00"),
    good: tone("#e7f2da", "#13a10e"),
    emphasis: tone("#f0f0f0", "#424242"),
  },
};

const style = `
  body { font: 14px/1.45 "Noto Sans", "Noto Sans CJK SC", "Noto Color Emoji", sans-serif; margin: 0; padding: 14px; width: 452px; color: #1d1c1d; background: #fff }
  h1, h2, h3 { font-size: 16px; margin: 0 0 8px } p { margin: 0 0 10px } ol { margin: 0 0 10px; padding-left: 20px } hr { border: 0; border-top: 1px solid #ddd }
  code { font-size: 12px; background: #f3f3f3; border: 1px solid #e1e1e1; border-radius: 3px; padding: 0 3px; overflow-wrap: anywhere }
  footer, blockquote { color: #777; font-size: 12px; margin: 0 } blockquote { border-left: 3px solid #ddd; padding-left: 8px }
  .slack code { color: #c01343 }
  .feishu header { margin: -14px -14px 12px; padding: 10px 14px; font-weight: bold; color: #fff; background: #f54a45 } .feishu .green { background: #34c724 } .feishu .orange { background: #ff8800 } .feishu .yellow { background: #ffc60a } .feishu .grey { background: #8f959e }
  .wecom font[color=warning] { color: #ff6a00 } .wecom font[color=info] { color: #00a000 } .wecom font[color=comment] { color: #888; font-size: 12px }
  .discord { background: #313338; color: #dbdee1 } .discord .embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 12px 14px } .discord code { background: #1e1f22; border: 0 } .discord footer { color: #b5bac1 }
  .telegram { background: #eef4fb } .telegram code { border: 0; background: none; color: #2f7cc2 }
  .teams { padding: 8px; width: 464px } #card { border: 1px solid #e0e0e0; border-radius: 4px; overflow: hidden }`;

for (const file of readdirSync(cards).filter((name) => name.endsWith(".json"))) {
  const name = basename(file, ".json");
  const platform = name.split("-")[0];
  const card = JSON.parse(readFileSync(join(cards, file), "utf8"));
  writeFileSync(
    join(pages, `${name}.html`),
    `<!doctype html><meta charset="utf-8"><style>${style}</style><body class="${platform}">${draw[platform](card)}`,
  );
}
