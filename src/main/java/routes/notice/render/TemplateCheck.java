package routes.notice.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.mustachejava.MustacheException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routes.notice.NoticeKind;

/** Finds what is wrong with templates before a notice needs them. */
final class TemplateCheck {
    /** Kinds that a folder of templates must cover. */
    static final List<String> KINDS = Stream.concat(
                    Arrays.stream(NoticeKind.values()).map(NoticeKind::wireName), Stream.of(Content.REPLY))
            .toList();

    private static final Pattern TAG = Pattern.compile("\\{\\{\\{?\\s*([#^/&>!=]?)\\s*([^}]*?)\\s*}}");
    static final String SHARED = "shared/";
    private static final Pattern OWN_NAME =
            Pattern.compile("([a-z0-9][a-z0-9-]*)/([A-Za-z0-9_-]+)(?:\\.([a-z]+))?(?:\\.([a-z]{2,8}))?\\.mustache");
    private static final Pattern WORDS = Pattern.compile("words\\.[a-z]{2,8}\\.properties");

    private final TemplateFiles files;
    private final Optional<Path> folder;
    private final Set<String> problems = new LinkedHashSet<>();

    TemplateCheck(TemplateFiles files, Optional<Path> folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Empty when every template is fine. */
    List<String> problems(Collection<Medium> media) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            return List.of(folder.get() + ": there is no such folder (veaiops.templates.dir)");
        }
        for (String file : files.own()) {
            names(file, media);
        }
        if (problems.isEmpty()) {
            media.forEach(this::results);
        }
        return new ArrayList<>(problems);
    }

    /** A file of the operator: where it is, and whether it names values that there are. */
    private void names(String file, Collection<Medium> media) {
        if (WORDS.matcher(file).matches()) {
            return;
        }
        String place = files.find(file).map(TemplateFiles.Found::place).orElse(file);
        Set<String> folders = media.stream().map(Medium::folder).collect(Collectors.toCollection(TreeSet::new));
        boolean placed = file.startsWith(SHARED) || folders.contains(file.replaceAll("/.*", ""));
        if (!OWN_NAME.matcher(file).matches() || !placed) {
            problems.add(place + ": a template is <folder>/<name>.<language>.mustache, its folder one of " + folders
                    + " or shared");
            return;
        }
        tags(place, files.find(file).map(TemplateFiles.Found::text).orElse(""));
    }

    private void tags(String place, String text) {
        if (MessageValues.hasMarks(text)) {
            problems.add(place + ": the characters U+E000 and U+E001 are not for templates");
        }
        Matcher tags = TAG.matcher(text);
        while (tags.find()) {
            String name = tags.group(2);
            boolean value = !"!=>".contains(tags.group(1)) || tags.group(1).isEmpty();
            if (value && !name.equals(".") && !SampleNotices.NAMES.contains(name)) {
                long line = text.substring(0, tags.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
                problems.add(place + ":" + line + ": there is no value \"" + name + "\"" + SampleNotices.meant(name));
            }
        }
    }

    /** What the templates of a folder make of a sample, be they ours or the operator's. */
    private void results(Medium medium) {
        for (String language : NoticeRenderer.LANGUAGES) {
            NumberedFiles numbered = new NumberedFiles(files);
            TemplateSet set = new TemplateSet(medium.folder(), language, numbered);
            Set<String> chosen = new LinkedHashSet<>();
            for (String kind : KINDS) {
                set.choose(List.of(), kind)
                        .ifPresentOrElse(
                                chosen::add,
                                () -> problems.add(medium.folder() + ": there is no template for \"" + kind + "\" in "
                                        + language + ", not even " + TemplateSet.FALLBACK));
            }
            own(medium, language).forEach(chosen::add);
            for (String file : chosen) {
                int before = problems.size();
                result(medium, set, numbered, new Trial(file, SampleNotices.full(medium)));
                if (problems.size() == before) {
                    result(medium, set, numbered, new Trial(file, SampleNotices.bare(medium)));
                }
            }
        }
    }

    private Stream<String> own(Medium medium, String language) {
        return files.own().stream()
                .filter(file -> file.startsWith(medium.folder() + "/"))
                .filter(file -> file.endsWith("." + language + TemplateFiles.SUFFIX)
                        || NoticeRenderer.LANGUAGES.stream()
                                .noneMatch(other -> file.endsWith("." + other + TemplateFiles.SUFFIX)))
                .filter(file -> !part(file));
    }

    /** Parts of templates begin with an underscore: they make no message by themselves. */
    private static boolean part(String file) {
        return file.substring(file.indexOf('/') + 1).startsWith("_");
    }

    private record Trial(String file, Map<String, Object> model) {}

    private void result(Medium medium, TemplateSet set, NumberedFiles numbered, Trial trial) {
        String marked;
        try {
            marked = set.run(trial.file(), trial.model());
        } catch (MustacheException e) {
            problems.add(position(trial.file(), e));
            return;
        }
        try {
            MessageTree.read(NumberedFiles.without(marked), medium, new MessageValues(medium.maxBytes()));
        } catch (JsonProcessingException e) {
            problems.add(numbered.lineOf(marked, e.getLocation()) + ": makes no JSON: " + e.getOriginalMessage());
        }
    }

    /** The library says {@code [file:line]} at the end. */
    private String position(String file, MustacheException e) {
        String place = files.find(file).map(TemplateFiles.Found::place).orElse(file);
        Matcher where = Pattern.compile("^(.*?)\\s*@?\\[(.+):(\\d+)]$").matcher(String.valueOf(e.getMessage()));
        return where.matches()
                ? (file.equals(where.group(2)) ? place : where.group(2)) + ":" + where.group(3) + ": " + where.group(1)
                : place + ": " + e.getMessage();
    }
}
