package routes.notice.render;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator's files are called: {@code <folder>/<name>[.<kind>][.<language>].mustache} and {@code
 * words.<language>.properties}.
 *
 * @param templates names that are no kind and no fallback: people ask for them
 * @param languages in which something is written
 */
record OwnNames(Set<String> templates, Set<String> languages) {
    private static final Pattern TEMPLATE = Pattern.compile(
            "[a-z0-9][a-z0-9-]*/([A-Za-z0-9-][A-Za-z0-9_-]*)(?:\\.([a-z]+))?(?:\\.([a-z]{2,8}))?\\.mustache");
    private static final Pattern WORDS = Pattern.compile("words\\.([a-z]{2,8})\\.properties");

    static OwnNames of(Collection<String> files) {
        OwnNames names = new OwnNames(new TreeSet<>(), new TreeSet<>(NoticeRenderer.LANGUAGES));
        files.stream().filter(file -> !file.startsWith(TemplateCheck.SHARED)).forEach(names::add);
        return names;
    }

    private void add(String file) {
        Matcher words = WORDS.matcher(file);
        Matcher template = TEMPLATE.matcher(file);
        if (words.matches()) {
            languages.add(words.group(1));
        } else if (template.matches()) {
            if (!usual(template.group(1))) {
                templates.add(template.group(1));
            }
            boolean kind = template.group(2) != null && TemplateCheck.KINDS.contains(template.group(2));
            String language = template.group(3) == null && !kind ? template.group(2) : template.group(3);
            if (language != null) {
                languages.add(language);
            }
        }
    }

    private static boolean usual(String name) {
        return TemplateCheck.KINDS.contains(name)
                || name.equals(TemplateSet.CARD)
                || name.equals(TemplateSet.FALLBACK)
                || name.equals(NoticeRenderer.BRIEF);
    }
}
