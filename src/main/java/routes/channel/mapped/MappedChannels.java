package routes.channel.mapped;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routes.channel.Channel;
import routes.common.yaml.YamlText;
import routes.notice.EventLinks;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.notice.render.UnusableTemplates;

/**
 * Every mapped channel in the version that works. One whose file or templates are wrong is refused with file, line and
 * reason, and the version before it stays. A folder of the same name replaces a channel. Safe for use by many threads.
 */
public final class MappedChannels {
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, Entry> shipped = new ConcurrentHashMap<>();

    private MappedChannels() {}

    /**
     * One channel as it stands.
     *
     * @param folder the folder's name
     * @param place where its file stands
     * @param version of what works: the first digits of its hash; null when nothing does
     * @param problems what is wrong with the newest version
     */
    public record Entry(
            String folder,
            String place,
            @Nullable ChannelFile file,
            Map<String, String> templates,
            @Nullable String version,
            List<String> problems) {
        public Entry {
            templates = Map.copyOf(templates);
            problems = List.copyOf(problems);
        }

        /** Where its templates are; empty when nothing works. */
        public Optional<String> templateFolder() {
            return Optional.ofNullable(file).map(known -> known.medium().folder());
        }

        /** Its name in the API; empty when nothing works. */
        public Optional<String> type() {
            return Optional.ofNullable(file).map(ChannelFile::type);
        }
    }

    /**
     * @param taken types of the channels that are code
     * @param receipts names of the rules that there are
     */
    public static MappedChannels read(Collection<ChannelPack> packs, Set<String> taken, Set<String> receipts) {
        MappedChannels channels = new MappedChannels();
        packs.forEach(pack -> channels.offer(pack, taken, receipts));
        return channels;
    }

    /** Those whose templates have been tried already. */
    public static MappedChannels readChecked(Collection<ChannelPack> packs, Set<String> receipts) {
        MappedChannels channels = new MappedChannels();
        packs.forEach(pack -> channels.take(pack, Set.of(), receipts, true));
        return channels;
    }

    /** Takes a pack that is new or has changed, and says what came of it. */
    public Entry offer(ChannelPack pack, Set<String> taken, Set<String> receipts) {
        return take(pack, taken, receipts, false);
    }

    private Entry take(ChannelPack pack, Set<String> taken, Set<String> receipts, boolean checked) {
        Entry read = read(pack, taken, receipts, checked);
        if (!read.problems().isEmpty()) {
            return refuse(pack, read.problems());
        }
        entries.put(pack.name(), read);
        return read;
    }

    /** What would come of a pack; nothing changes. */
    public Entry checked(ChannelPack pack, Set<String> taken, Set<String> receipts) {
        return read(pack, taken, receipts, false);
    }

    private Entry read(ChannelPack pack, Set<String> taken, Set<String> receipts, boolean checked) {
        List<String> wrong = new ArrayList<>();
        YamlText text = new YamlText(pack.name(), pack.place(), pack.yaml(), wrong);
        Optional<ChannelFile> read = ChannelFileReader.read(text, receipts);
        Map<String, String> beside = new TreeMap<>();
        pack.templates().forEach((name, template) -> beside.put(pack.name() + "/" + name, template));
        read.ifPresent(file -> {
            if (taken.stream().anyMatch(file.type()::equalsIgnoreCase)) {
                text.problem(1, "there is a channel " + file.type() + " already");
            }
            if (!checked) {
                wrong.addAll(templateProblems(file.medium(), beside, pack.place()));
            }
        });
        return wrong.isEmpty()
                ? new Entry(pack.name(), pack.place(), read.orElseThrow(), beside, pack.version(), List.of())
                : new Entry(pack.name(), pack.place(), null, Map.of(), null, wrong);
    }

    /** The version before it, if there is one, stays. */
    public Entry refuse(ChannelPack pack, List<String> wrong) {
        return Objects.requireNonNull(entries.compute(pack.name(), (name, before) -> refused(pack, wrong, before)));
    }

    /** What is there now came with the application: it comes back when a file that has its place is gone. */
    public MappedChannels asShipped() {
        shipped.putAll(entries);
        return this;
    }

    /** Forgets the channel of a folder; that of the application, if there is one of this name, is there again. */
    public Optional<Entry> remove(String folder) {
        entries.remove(folder);
        Optional<Entry> before = Optional.ofNullable(shipped.get(folder));
        before.ifPresent(entry -> entries.put(folder, entry));
        return before;
    }

    /** Leaves a channel out while another has its place. */
    public void hide(String folder) {
        entries.remove(folder);
    }

    private static Entry refused(ChannelPack pack, List<String> wrong, @Nullable Entry before) {
        return before == null
                ? new Entry(pack.name(), pack.place(), null, Map.of(), null, wrong)
                : new Entry(pack.name(), pack.place(), before.file(), before.templates(), before.version(), wrong);
    }

    private static List<String> templateProblems(Medium medium, Map<String, String> beside, String place) {
        try {
            new NoticeRenderer(
                            Optional.empty(),
                            () -> beside,
                            new EventLinks("http://localhost"),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .checked(List.of(medium));
            return List.of();
        } catch (UnusableTemplates e) {
            String folder = place.replaceFirst("[^/]*$", "templates/");
            return Arrays.stream(e.getMessage().split("\\R\\s*- "))
                    .skip(1)
                    .map(problem -> problem.startsWith(medium.folder() + "/")
                            ? folder + problem.substring(medium.folder().length() + 1)
                            : folder + ":1: " + problem)
                    .toList();
        }
    }

    public List<Channel> channels() {
        return files().<Channel>map(MappedChannel::new).toList();
    }

    /** The channel of a folder, if one works there. */
    public Optional<Channel> channelOf(String folder) {
        return Optional.ofNullable(entries.get(folder)).map(Entry::file).map(MappedChannel::new);
    }

    /** How the messages of that channel are written. */
    public Optional<Medium> mediumOf(String folder) {
        return Optional.ofNullable(entries.get(folder)).map(Entry::file).map(ChannelFile::medium);
    }

    public List<Medium> media() {
        return files().map(ChannelFile::medium).toList();
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The templates that stand beside their channels, by {@code <folder>/<file>}. */
    public Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>();
        entries.values().forEach(entry -> templates.putAll(entry.templates()));
        return templates;
    }

    /** What was refused and why, with file and line. */
    public List<String> problems() {
        return entries.values().stream()
                .flatMap(entry -> entry.problems().stream())
                .toList();
    }

    /** How many messages a target of the channel takes, where its file says so. */
    public Optional<String> limits(String type) {
        return found(type).map(ChannelFile::limits).filter(text -> !text.isEmpty());
    }

    /** Whose delays a channel has, where its file says so. */
    public Optional<String> retry(String type) {
        return found(type).map(ChannelFile::retry);
    }

    ChannelFile file(String type) {
        return found(type).orElseThrow(() -> new IllegalArgumentException("there is no mapped channel " + type));
    }

    private Optional<ChannelFile> found(String type) {
        return files().filter(file -> file.type().equals(type)).findFirst();
    }

    private Stream<ChannelFile> files() {
        return entries.values().stream().map(Entry::file).filter(Objects::nonNull);
    }
}
