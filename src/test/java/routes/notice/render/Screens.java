package routes.notice.render;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The platforms' readers of marks. Discord's and Mattermost's rules are those of their own parsers (simple-markdown as Discord
 * sets it up; mattermost/marked, {@code inline.gfm} with breaks); Teams reads CommonMark, with a library; the others follow what
 * their documents list.
 */
final class Screens {
    private static final String ANGLE_TAG = "<(?=[A-Za-z/!?@#])[^<>]*>";
    /** What marks do at the beginning of a line, where a platform knows them. */
    private static final String HEADING = " {0,3}#{1,6}(?= |\\n|$)";

    private static final String QUOTE = " {0,3}> ?";
    private static final String BULLET = " *[-+*] +";

    private static final Map<String, MarkReader> READERS = Map.of(
            "discord", discord(),
            "mattermost", mattermost(),
            "slack", slack(),
            "telegram", html(),
            "lark", lark(),
            "dingtalk", dingTalk(),
            "dingtalk-card", dingTalk(),
            "wecom", weCom());

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
        if (folder.equals("teams")) {
            return CommonMarkScreen.read(text);
        }
        if (folder.equals("telegram")) {
            return Entities.aside(text, READERS.get(folder));
        }
        MarkReader reader = READERS.get(folder);
        return reader == null ? plain(text) : reader.read(text);
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

    private static MarkReader html() {
        return new MarkReader()
                .link("<a href=['\"](?=[^'\"]*['\"]>(.*?)</a>)([^'\"]*)['\"]>.*?</a>")
                .mark("bold", "<b>(.*?)</b>")
                .silent("tag", "<[^<>]*>")
                .raw("mention", "(?<![A-Za-z0-9._%+-])(@[A-Za-z]\\w{3,})");
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

    /** HTML whose entities are read before addresses are looked for, and are no tags for it. */
    private static final class Entities {
        private static final List<String> NAMES = List.of("&lt;", "&gt;", "&#39;", "&quot;");
        private static final String SIGNS = "<>'\"";

        private Entities() {}

        static Screen aside(String html, MarkReader reader) {
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

        private static String back(String text) {
            String plain = text;
            for (int i = 0; i < SIGNS.length(); i++) {
                plain = plain.replace((char) (0xE010 + i), SIGNS.charAt(i));
            }
            return plain;
        }
    }
}
