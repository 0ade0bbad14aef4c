package routes.channel.mapped;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routes.channel.Channel;
import routes.notice.EventLinks;
import routes.notice.render.Medium;
import routes.notice.render.NoticeRenderer;
import routes.notice.render.UnusableTemplates;
import routes.yaml.YamlText;

/** Every mapped channel whose file and templates are right; the others are refused with file, line and reason. */
public final class MappedChannels {
    private final Map<String, ChannelFile> files = new TreeMap<>();
    private final Map<String, String> templates = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private MappedChannels() {}

    /**
     * @param taken types of the channels that are code
     * @param receipts names of the rules that there are
     */
    public static MappedChannels read(Collection<ChannelPack> packs, Set<String> taken, Set<String> receipts) {
        MappedChannels channels = new MappedChannels();
        packs.forEach(pack -> channels.offer(pack, taken, receipts));
        return channels;
    }

    private void offer(ChannelPack pack, Set<String> taken, Set<String> receipts) {
        List<String> wrong = new ArrayList<>();
        YamlText text = new YamlText(pack.name(), pack.place(), pack.yaml(), wrong);
        Optional<ChannelFile> read = ChannelFileReader.read(text, receipts);
        Map<String, String> beside = new TreeMap<>();
        pack.templates().forEach((name, template) -> beside.put(pack.name() + "/" + name, template));
        read.ifPresent(file -> {
            if (taken.stream().anyMatch(file.type()::equalsIgnoreCase)
                    || files.keySet().stream().anyMatch(file.type()::equalsIgnoreCase)) {
                text.problem(1, "there is a channel " + file.type() + " already");
            }
            wrong.addAll(templateProblems(file.medium(), beside, pack.place()));
        });
        if (wrong.isEmpty()) {
            read.ifPresent(file -> files.put(file.type(), file));
            templates.putAll(beside);
        }
        problems.addAll(wrong);
    }

    private static List<String> templateProblems(Medium medium, Map<String, String> beside, String place) {
        try {
            new NoticeRenderer(
                            Optional.empty(),
                            beside,
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
        return files.values().stream().<Channel>map(MappedChannel::new).toList();
    }

    public List<Medium> media() {
        return files.values().stream().map(ChannelFile::medium).toList();
    }

    /** The templates that stand beside their channels, by {@code <folder>/<file>}. */
    public Map<String, String> templates() {
        return Map.copyOf(templates);
    }

    /** What was refused and why, with file and line. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many messages a target of the channel takes, where its file says so. */
    public Optional<String> limits(String type) {
        return Optional.ofNullable(files.get(type)).map(ChannelFile::limits).filter(text -> !text.isEmpty());
    }

    /** Whose delays a channel has, where its file says so. */
    public Optional<String> retry(String type) {
        return Optional.ofNullable(files.get(type)).map(ChannelFile::retry);
    }

    ChannelFile file(String type) {
        return Optional.ofNullable(files.get(type))
                .orElseThrow(() -> new IllegalArgumentException("there is no mapped channel " + type));
    }
}
