// What a card uses of each platform's own types, and nothing else: schemas.sh makes JSON Schemas of it, which a test holds the cards to.
import type { APIEmbed, RESTPostAPIWebhookWithTokenJSONBody } from "discord-api-types/v10";
import type { IAdaptiveCard, IContainer, IOpenUrlAction, IRichTextBlock, ITextRun } from "@microsoft/teams.cards";
import type { InlineKeyboardButton, LinkPreviewOptions, ParseMode } from "@grammyjs/types";

export type discord = Pick<RESTPostAPIWebhookWithTokenJSONBody, "allowed_mentions"> & {
  embeds: Pick<APIEmbed, "title" | "url" | "description" | "color" | "footer">[];
};

type Run = Pick<ITextRun, "type" | "text" | "weight" | "size" | "isSubtle" | "fontType">;
type Line = Pick<IRichTextBlock, "type" | "spacing"> & { inlines: Run[] };
type Box = Pick<IContainer, "type" | "style" | "bleed"> & { items: Line[] };
export interface teams {
  type: "message";
  attachments: {
    contentType: "application/vnd.microsoft.card.adaptive";
    contentUrl: null;
    content: Pick<IAdaptiveCard, "type" | "$schema" | "version" | "lang" | "fallbackText"> & {
      msteams: { width: "Full" };
      body: (Box | Line)[];
      actions?: Pick<IOpenUrlAction, "type" | "title" | "url">[];
    };
  }[];
}

// The parameters of sendMessage.
export interface telegram {
  text: string;
  parse_mode: ParseMode;
  link_preview_options: LinkPreviewOptions;
  reply_markup?: { inline_keyboard: InlineKeyboardButton.UrlButton[][] };
}
