package routes.notice.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.common.error.VeaiopsException;
import routes.notice.EventLinks;

/**
 * Writes messages. Safe for use by many threads.
 *
 * <p>Failure policy: a message is written whatever the notice says and whatever its look asks for. A language or a template
 * that does not exist gives way to one that does; what is too large is cut: long texts first, then the number of labels and
 * items; a template that is too large by itself gives way to the application's own.
 */
public final class NoticeRenderer {
    /** Languages that come with the application; the first stands in for one that has no templates. */
    public static final List<String> LANGUAGES = List.of("en", "zh");

    /** Title and link: what is left where nothing else fits. */
    static final String BRIEF = "brief";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeRenderer.class);
    private static final List<Integer> STEPS = List.of(20, 8, 3, 1, 0);

    private final Optional<Path> folder;
    private final TemplateTexts operators;
    private final Supplier<Map<String, String>> beside;
    private final EventLinks links;
    private final Clock clock;
    private final Excerpt excerpt;
    private volatile Press press;

    /**
     * @param folder templates of the operator, laid out as {@code templates/} is; each replaces one of the application or
     *     joins them
     */
    public NoticeRenderer(Optional<Path> folder, EventLinks links, Clock clock) {
        this(folder, Map::of, links, clock);
    }

    /** @param beside templates that stand beside their channels, by {@code <folder>/<file>} */
    public NoticeRenderer(Optional<Path> folder, Supplier<Map<String, String>> beside, EventLinks links, Clock clock) {
        this(folder, beside, links, clock, Excerpt.NONE);
    }

    /** @param excerpt how much of an alarm's text messages show */
    public NoticeRenderer(
            Optional<Path> folder,
            Supplier<Map<String, String>> beside,
            EventLinks links,
            Clock clock,
            Excerpt excerpt) {
        this.folder = folder;
        this.operators = folder.map(TemplateTexts::read).orElse(TemplateTexts.NONE);
        this.beside = beside;
        this.links = links;
        this.clock = clock;
        this.excerpt = excerpt;
        this.press = new Press(operators, beside);
    }

    /** Files, and what was compiled of them. */
    private static final class Press {
        private final TemplateTexts own;
        private final TemplateFiles files;
        private final TemplateFiles shipped;
        private final Map<String, TemplateSet> sets = new ConcurrentHashMap<>();
        private final Map<String, Words> words = new ConcurrentHashMap<>();

        Press(TemplateTexts own, Supplier<Map<String, String>> beside) {
            this.own = own;
            this.files = new TemplateFiles(own, beside);
            this.shipped = new TemplateFiles(TemplateTexts.NONE, beside);
        }

        TemplateSet set(Medium medium, String language, TemplateFiles from) {
            String key = (from == shipped ? "shipped/" : "") + medium.folder() + "/" + language;
            return sets.computeIfAbsent(key, unused -> new TemplateSet(medium.folder(), language, from));
        }

        Words words(String language) {
            return words.computeIfAbsent(language, wanted -> {
                Words basis = Words.shipped(wanted);
                return files.find(Words.file(wanted))
                        .map(found -> new Words(found.text()).over(basis))
                        .orElse(basis);
            });
        }
    }

    /**
     * Takes texts that were saved, between the operator's and the application's, if every template of these media then
     * writes its samples; messages that are being written keep the texts that they began with.
     *
     * @return what is wrong, and nothing has changed; or nothing
     */
    public List<String> offer(TemplateTexts saved, Collection<Medium> media) {
        Press next = new Press(operators.over(saved), beside);
        List<String> problems = new TemplateCheck(next.files, folder).problems(media);
        if (problems.isEmpty()) {
            press = next;
        }
        return problems;
    }

    /** For a change of the templates beside channels. */
    public void refresh() {
        press = new Press(press.own, beside);
    }

    /** Whether there is any template for the channel: one of a plugin may come later. */
    public boolean serves(Medium medium) {
        return new TemplateSet(medium.folder(), LANGUAGES.get(0), press.files)
                .choose(List.of(), Content.REPLY)
                .isPresent();
    }

    /**
     * Tries every template of these media, and every one of the operator, with a sample.
     *
     * @throws UnusableTemplates with all problems of all files
     */
    public NoticeRenderer checked(Collection<Medium> media) {
        List<String> problems = new TemplateCheck(press.files, folder).problems(media);
        if (!problems.isEmpty()) {
            throw new UnusableTemplates(problems);
        }
        return this;
    }

    /** Whether the channel has a template of this own name that would serve the kind. */
    public boolean has(Medium medium, String template, String language, String kind) {
        Press now = press;
        return languages(language)
                .anyMatch(one -> now.set(medium, one, now.files).has(template, kind));
    }

    /** Own names of the operator's templates, of whatever channel. */
    public Set<String> templates() {
        return OwnNames.of(press.files.own()).templates();
    }

    /** Languages in which something is written, by the application or the operator. */
    public Set<String> languages() {
        return OwnNames.of(press.files.own()).languages();
    }

    public Rendered render(Content content, Medium medium, Look look) {
        Press now = press;
        Look usual = look.withTemplates(List.of());
        return own(content, medium, look, now)
                .or(() -> render(new Wanted(content, content.kind(), usual), medium, now, now.shipped))
                .or(() -> render(new Wanted(content, BRIEF, usual), medium, now, now.shipped))
                .orElseThrow(() -> new VeaiopsException("no template of " + medium.folder() + " writes a message of "
                        + medium.maxBytes() + " bytes of kind " + content.kind()));
    }

    /** @param name of the template where the look names none */
    private record Wanted(Content content, String name, Look look) {}

    /** A template of the operator that fails for this notice, in whatever way, gives way like one that is too large. */
    private Optional<Rendered> own(Content content, Medium medium, Look look, Press now) {
        try {
            return render(new Wanted(content, content.kind(), look), medium, now, now.files);
        } catch (RuntimeException e) {
            LOG.warn("a template of {} fails and gives way: {}", medium.folder(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Rendered> render(Wanted wanted, Medium medium, Press now, TemplateFiles from) {
        for (String language : languages(wanted.look().language()).toList()) {
            TemplateSet set = now.set(medium, language, from);
            Optional<String> file = set.choose(wanted.look().templates(), wanted.name());
            if (file.isPresent()) {
                return new Draft(set, file.get(), wanted.content(), setting(medium, now.words(language), wanted.look()))
                        .fitted();
            }
        }
        return Optional.empty();
    }

    /** All times of a message are those of the offset that it names, also where clocks were changed between them. */
    private Model.Setting setting(Medium medium, Words spoken, Look look) {
        Instant now = clock.instant();
        TimeText times = new TimeText(spoken, look.zone().getRules().getOffset(now));
        return new Model.Setting(medium, spoken, times, links, now, excerpt);
    }

    /** A word in the language of the look. */
    public String word(String name, Look look) {
        return press.words(look.language()).of(name);
    }

    /** Names of the values of a message that are one text each. */
    public static Set<String> valueNames() {
        return SampleNotices.TEXTS;
    }

    /** These values by name, as plain text, for what of a message stands outside of its template. */
    public Map<String, String> values(Content content, Medium medium, Look look) {
        Press now = press;
        String language = languages(look.language())
                .filter(one -> now.set(medium, one, now.files)
                        .choose(look.templates(), content.kind())
                        .isPresent())
                .findFirst()
                .orElse(LANGUAGES.get(0));
        MessageValues pieces = new MessageValues(medium.maxBytes());
        return new Model(pieces, setting(medium, now.words(language), look)).texts(content, medium.dialect());
    }

    private static Stream<String> languages(String wanted) {
        return Stream.concat(Stream.of(wanted), LANGUAGES.stream()).distinct();
    }

    /** One message on its way to the right size. */
    private record Draft(TemplateSet set, String file, Content content, Model.Setting setting) {
        Optional<Rendered> fitted() {
            return tree(STEPS.get(0), false)
                    .write(Integer.MAX_VALUE)
                    .map(text -> new Rendered(text, file, false))
                    .or(this::cut);
        }

        private Optional<Rendered> cut() {
            return STEPS.stream()
                    .flatMap(step -> shortened(tree(step, true)).stream())
                    .map(text -> new Rendered(text, file, true))
                    .findFirst();
        }

        /** Each field as long as it may be, then the longest texts as long as they can be; nothing if that would leave too little of them. */
        private static Optional<String> shortened(MessageTree tree) {
            Optional<String> whole = tree.write(tree.longest());
            if (whole.isPresent()) {
                return whole;
            }
            int fits = MessageTree.SHORTEST;
            Optional<String> best = tree.write(fits);
            int tooLong = best.isEmpty() ? fits : tree.longest() + 1;
            while (tooLong - fits > 1) {
                int middle = (fits + tooLong) >>> 1;
                Optional<String> text = tree.write(middle);
                if (text.isPresent()) {
                    fits = middle;
                    best = text;
                } else {
                    tooLong = middle;
                }
            }
            return best;
        }

        private MessageTree tree(int step, boolean cut) {
            MessageValues pieces = new MessageValues(setting.medium().maxBytes());
            Map<String, Object> model = new Model(pieces, setting).of(content, new Model.Bounds(step, step, cut));
            try {
                return MessageTree.read(set.run(file, model), setting.medium(), pieces);
            } catch (JsonProcessingException e) {
                throw new BrokenTemplate(file, e);
            }
        }
    }
}
