package routes.notice.render;

import java.util.List;

/**
 * HTML as its readers show it: Telegram keeps every break, Google Chat takes a break and {@code <br>} for one, and for Matrix and mail
 * blanks and breaks are one blank. Entities are read before addresses are looked for, and are no tags for it.
 */
final class HtmlScreen {
    private static final List<String> NAMES = List.of("&lt;", "&gt;", "&#39;", "&quot;");
    private static final String SIGNS = "<>'\"";
    private static final String BLOCK_ENDS = "</(?:p|div|tr|table|li|ul|ol|h[1-6]|blockquote|pre)>|<br ?/?>";

    private static final MarkReader TELEGRAM =
            marks(new MarkReader().breaks("\n")).raw("mention", "(?<![A-Za-z0-9._%+-])(@[A-Za-z]\\w{3,})");
    private static final MarkReader GOOGLE_CHAT = marks(new MarkReader().breaks("\n|<br ?/?>"));
    private static final MarkReader BROWSER =
            marks(new MarkReader().breaks(" *(?:" + BLOCK_ENDS + ")\\s*").soft("\\s+"));

    private HtmlScreen() {}

    static Screen read(String folder, String html) {
        MarkReader reader =
                switch (folder) {
                    case "telegram" -> TELEGRAM;
                    case "google-chat" -> GOOGLE_CHAT;
                    default -> BROWSER;
                };
        String text = html;
        for (int i = 0; i < NAMES.size(); i++) {
            text = text.replace(NAMES.get(i), Character.toString(0xE010 + i));
        }
        Screen read = reader.read(text.replace("&amp;", "&"));
        Screen screen = new Screen();
        screen.write(back(read.text()));
        screen.marks.addAll(read.marks);
        read.links.forEach(link -> screen.links.add(new Screen.Link(back(link.words()), back(link.address()))));
        return screen;
    }

    private static MarkReader marks(MarkReader reader) {
        return reader.link("<a href=['\"](?=[^'\"]*['\"][^<>]*>(.*?)</a>)([^'\"]*)['\"][^<>]*>.*?</a>")
                .mark("bold", "<b>(.*?)</b>")
                .mark("bold", "<strong>(.*?)</strong>")
                .silent("image", "<img[^<>]*>")
                .silent("tag", "<[^<>]*>");
    }

    private static String back(String text) {
        String plain = text;
        for (int i = 0; i < SIGNS.length(); i++) {
            plain = plain.replace((char) (0xE010 + i), SIGNS.charAt(i));
        }
        return plain;
    }
}
