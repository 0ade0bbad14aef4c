package routes.notice.render;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The platforms' readers of marks. Discord's and Mattermost's rules are those of their own parsers (simple-markdown as Discord
 * sets it up; mattermost/marked, {@code inline.gfm} with breaks), Zulip's those that its server registers with Python-Markdown. Teams,
 * Gotify and Webex read CommonMark, with a library; Telegram, Matrix, Google Chat and mail read HTML; the others follow what their
 * documents list.
 */
final class Screens {
    private static final String ANGLE_TAG = "<(?=[A-Za-z/!?@#])[^<>]*>";
    /** What marks do at the beginning of a line, where a platform knows them. */
    private static final String HEADING = " {0,3}#{1,6}(?= |\\n|$)";

    private static final String QUOTE = " {0,3}> ?";
    private static final String BULLET = " *[-+*] +";

    private static final Map<String, MarkReader> READERS = Map.ofEntries(
            Map.entry("discord", discord()),
            Map.entry("mattermost", mattermost()),
            Map.entry("slack", slack()),
            Map.entry("lark", lark()),
            Map.entry("dingtalk", dingTalk()),
            Map.entry("dingtalk-card", dingTalk()),
            Map.entry("wecom", weCom()),
            Map.entry("zulip", zulip()));

    private static final long STACK = 64L << 20;
    /** Expressions of platforms take a frame of Java's stack for each character, and some texts are long. */
    private static final ExecutorService WITH_STACK = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(null, work, "screens", STACK);
        thread.setDaemon(true);
        return thread;
    });

    private Screens() {}

    /** A text that a platform reads for marks. */
    static Screen read(String folder, String text) {
        try {
            return WITH_STACK.submit(() -> readHere(folder, text)).get();
        } catch (ExecutionException e) {
            throw new AssertionError("reading " + folder, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Screen readHere(String folder, String text) {
        MarkReader reader = READERS.get(folder);
        return switch (folder) {
            case "teams", "gotify" -> CommonMarkScreen.read(text);
            case "webex" -> webex(text);
            case "telegram", "email", "google-chat", "matrix" -> HtmlScreen.read(folder, text);
            default -> reader == null ? plain(text) : reader.read(text);
        };
    }

    static Screen plain(String text) {
        Screen screen = new Screen();
        screen.write(text);
        return screen;
    }

    private static MarkReader discord() {
        return new MarkReader()
                .line("heading", "#{1,3} +(?=\\S)")
                .line("quote", " *>(?:>>)? ")
                .line("list", " *(?:[-*]|\\d+\\.) +(?=\\S)")
                .text("\\\\([^0-9A-Za-z\\s])")
                .raw("code", "(?:```(.+?)```|(`+)(.*?[^`])\\2(?!`))")
                .address("<([^: >]+:/[^ >]+)>")
                .raw("mention", "<(@!?\\d+|@&\\d+|#\\d+|a?:\\w+:\\d+|t:\\d+(?::\\w)?)>")
                .address("((?:https?|steam)://[^\\s<]+[^<.,:;\"')\\]\\s])")
                .link(
                        "\\[((?:\\[[^\\]]*]|[^\\[\\]]|](?=[^\\[]*]))*)]\\(\\s*<?((?:\\([^)]*\\)|[^\\s\\\\)]|\\\\.)*?)>?\\s*\\)")
                .mark("bold", "\\*\\*((?:\\\\.|[^\\\\])+?)\\*\\*(?!\\*)")
                .mark("underline", "__((?:\\\\.|[^\\\\])+?)__(?!_)")
                .mark("italic", "_((?:__|\\\\.|[^\\\\_])+?)_(?![A-Za-z0-9_])")
                .mark("italic", "\\*(?=\\S)((?:\\*\\*|\\\\.|\\s+(?:\\\\.|[^\\s*\\\\]|\\*\\*)|[^\\s*\\\\])+?)\\*(?!\\*)")
                .mark("strike", "~~(.+?)~~(?!_)")
                .mark("spoiler", "\\|\\|(.+?)\\|\\|");
    }

    private static MarkReader mattermost() {
        String inEm = "(?!_|[^\\s!\"#$%&'()*+,\\-./:;<=>?@\\[^_{|}~])";
        return new MarkReader()
                .line("heading", HEADING)
                .line("quote", QUOTE)
                .line("list", " *(?:[-+*]|\\d+\\.) +")
                .line("code", " {4}(?=\\S)")
                .line("rule", " *(?:-{3,}|={2,}) *(?=\\n|$)")
                .text("\\\\([`*{}\\[\\]()#+\\-.!_>|~]|\\\\(?!\\w))")
                .entities()
                .address("<((?:[^ >]+:/)[^ >]+)>")
                .address(
                        "(https?://(?:[^\\s`!()\\[\\]{};:'\",<>?«»“”‘’，。]|[`!\\[\\]{;:'\",<>?](?=[^\\s()<>])|\\([^\\s()<>]*\\))+)")
                .silent("tag", ANGLE_TAG)
                .link("!?\\[((?:\\[(?:\\\\.|[^\\[\\]\\\\])*]|\\\\.|[^\\[\\]\\\\`])*)]\\(((?:[^()]|\\([^()]*\\))*)\\)")
                .mark("bold", "(?:__(.+?)__(?!_)|\\*\\*(.+?)\\*\\*(?!\\*))")
                .mark("italic", "(?<![A-Za-z0-9_])_([^\\s](?:.*?[^\\s_])?)_" + inEm)
                .mark("italic", "\\*([^\\s\"<*](?:.*?[^\\s*])?)\\*(?!\\*)")
                .raw("code", "(?:(`+)([^`]|[^`].*?[^`])\\1(?!`))")
                .raw("latex", "\\$([^$\\n]+)\\$(?!\\w)")
                .raw("mention", "(?<![A-Za-z0-9._-])(@[a-z][a-z0-9._-]*)")
                .mark("strike", "~~(?=\\S)(.*?\\S)~~");
    }

    private static MarkReader slack() {
        return new MarkReader()
                .line("quote", "&gt;(?!&gt;)")
                .entities()
                .link("<(?=https?:)(?=[^<>|]*\\|([^<>]*)>)([^<>|]*)\\|[^<>]*>")
                .address("<(https?:[^<>|]*)>")
                .raw("mention", "<([!@#][^<>]*)>")
                .raw("code", "`([^`]+)`")
                .mark("bold", "(?<![\\p{L}\\p{N}*])\\*(?=[^\\s*])([^\\n]*?[^\\s*])\\*(?![\\p{L}\\p{N}*])")
                .mark("italic", "(?<![\\p{L}\\p{N}_])_(?=[^\\s_])([^\\n]*?[^\\s_])_(?![\\p{L}\\p{N}_])")
                .mark("strike", "(?<![\\p{L}\\p{N}~])~(?=[^\\s~])([^\\n]*?[^\\s~])~(?![\\p{L}\\p{N}~])");
    }

    private static MarkReader lark() {
        return new MarkReader()
                .line("list", " *(?:[-+*]|\\d+\\.) +")
                .line("heading", HEADING)
                .line("quote", QUOTE)
                .entities()
                .link("\\[([^\\[\\]]*)]\\(([^()\\s]*)\\)")
                .raw("mention", "<(at [^<>]*)></at>")
                .silent("tag", ANGLE_TAG)
                .address("(https?://[^\\s<>&]+)")
                .mark("bold", "\\*\\*(.+?)\\*\\*")
                .mark("italic", "\\*([^*\\n]+)\\*")
                .mark("italic", "_([^_\\n]+)_")
                .mark("strike", "~~(.+?)~~")
                .raw("code", "`+([^`]+)`+");
    }

    private static MarkReader dingTalk() {
        return new MarkReader()
                .breaks(" {2,}\\n|\\n{2,}")
                .soft("\\n(?! *(?:- |#|>|\\d+\\.))")
                .breaks("\\n")
                .line("heading", HEADING)
                .line("quote", QUOTE)
                .line("list", BULLET)
                .line("list", "\\d+\\. +(?=\\S)")
                .silent("image", "!\\[[^\\[\\]]*]\\([^()]*\\)")
                .link("\\[((?:[^\\[\\]]|\\[[^\\[\\]]*])*)]\\(([^()\\s]*)\\)")
                .silent("tag", ANGLE_TAG)
                .mark("bold", "\\*\\*(?=\\S)([^\\n]+?)\\*\\*")
                .mark("italic", "\\*(?=[^\\s*])([^*\\n]*[^\\s*])\\*")
                .raw("code", "`+([^`\\n]+)`+");
    }

    private static MarkReader weCom() {
        return new MarkReader()
                .line("heading", HEADING)
                .line("quote", QUOTE)
                .raw("mention", "<(@[^<>]*)>")
                .link("\\[((?:[^\\[\\]]|\\[[^\\[\\]]*])*)]\\(([^()\\s]*)\\)")
                .silent("tag", ANGLE_TAG)
                .mark("bold", "\\*\\*(?=\\S)([^\\n]+?)\\*\\*")
                .raw("code", "`([^`\\n]+)`");
    }

    /** As zerver/lib/markdown of its server has them, the rules in their order; a break is a break, and nothing is escaped. */
    private static MarkReader zulip() {
        return new MarkReader()
                .line("heading", "#{1,6}\\s")
                .line("rule", " {0,3}(?:(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\\*+ {0,2}){3,})(?=\\n|$)")
                .line("list", " *(?:[-+*]|\\d+\\.) +(?=\\S)")
                .line("quote", " {0,3}> ?")
                .line("fence", "(?:~{3,}|`{3,})[^\\n]*")
                .line("code", " {4}(?=\\S)")
                .line("table", "[^\\n]*\\|[^\\n]*\\n {0,3}\\|?(?: *:?-+:? *\\|?)+(?=\\n|$)")
                .raw("code", "(`+)(.+?)(?<!`)\\1(?!`)")
                .mark("bold", "\\*\\*\\*(?=\\S)([^*\\n]+)(?<!\\s)\\*\\*\\*")
                .raw("mention", "(@_?\\*{1,2}[^*\\n]+\\*{1,2})")
                .raw("formula", "(?<!\\$)\\$\\$([^\\n_$][^$\\n]*)\\$\\$(?!\\$)")
                .raw("channel", "(#\\*\\*[^*\\n]+\\*\\*)")
                .silent("time", "<time:[^>]*>")
                .link("\\[((?:[^\\[\\]]|\\[[^\\[\\]]*])*)]\\(<?((?:\\([^()]*\\)|[^()<>\\s])*|(?<=<)[^<>\\n]*)>?\\)")
                .address("(?<![^\\s'\"(,:<])(https?://[\\w.:@-]+(?:/[^\\s()\"]*(?:\\([^\\s()\"]*\\)[^\\s()\"]*)*)?)"
                        + "(?=[!:;?),.'\">]*(?:\\s|$))")
                .entities()
                .silent("entity", "&(?:#x[0-9a-fA-F]+|[0-9a-zA-Z]+);")
                .mark("bold", "\\*\\*([^\\n]+?)\\*\\*")
                .mark("italic", "\\*(?=\\S)([^*\\n]+)(?<!\\s)\\*")
                .mark("strike", "(?<!~)~~([^~\\n]+?)~~(?!~)")
                .raw("emoji", "(:[\\w+-]*[A-Za-z][\\w+-]*:|:100:|:1234:)");
    }

    /** CommonMark, where brackets with an at sign call people. */
    private static Screen webex(String text) {
        Screen screen = CommonMarkScreen.read(text);
        if (text.replaceAll("\\\\.", "").matches("(?s).*<@(?:all|person).*")) {
            screen.marks.add("mention");
        }
        return screen;
    }
}
