package routes.notice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static routes.notice.render.Contents.CHINESE;
import static routes.notice.render.Contents.ENGLISH;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.alarm.SamplePosts;
import routes.event.PublishedEvent;

/** Templates of an operator: which one counts, and what is said of one that cannot be used. */
class OwnTemplatesTest {
    private static final PublishedEvent EVENT =
            Contents.event(SamplePosts.alarms("zabbix", "firing.json").get(0));

    @TempDir
    Path folder;

    @Test
    void one_of_the_same_name_replaces_ours_and_the_rest_stays() throws Exception {
        write("wecom/opened.en.mustache", "{\"msgtype\": \"text\", \"text\": {\"content\": \"{{title}}!\"}}");

        assertThat(opened("wecom", ENGLISH))
                .isEqualTo("{\"msgtype\":\"text\",\"text\":{\"content\":\"Problem: high cpu!\"}}");
        assertThat(opened("wecom", CHINESE)).contains("markdown");
    }

    @Test
    void a_subscription_gets_the_template_that_it_names_for_each_kind_and_ours_when_there_is_none() throws Exception {
        write("webhook/pager.mustache", "any {{title}}");
        write("webhook/pager.resolved.mustache", "over {{title}}");

        assertThat(opened("webhook", ENGLISH.withTemplate("pager"))).isEqualTo("any Problem: high cpu\n");
        assertThat(render("webhook", "resolved", ENGLISH.withTemplate("pager"))).isEqualTo("over Problem: high cpu\n");
        assertThat(opened("webhook", ENGLISH.withTemplate("nobody-wrote-it"))).contains("Since");
        assertThat(opened("webhook", ENGLISH.withTemplate("../slack/opened"))).contains("Since");
    }

    @Test
    void a_language_of_its_own_needs_no_more_than_its_files() throws Exception {
        write("webhook/opened.fr.mustache", "{{headline}} depuis {{first_seen}}: {{duration}}");
        write("words.fr.properties", "kind.opened = Alerte\nunit.hour = heures\nunit.minute = minutes\n");
        Look french = new Look("fr", ZoneOffset.UTC);

        assertThat(opened("webhook", french)).startsWith("Alerte depuis 2025-05-01 01:55:00: 3 heures 5 minutes");
        assertThat(render("webhook", "resolved", french)).contains("Resolved");
    }

    @Test
    void a_word_can_be_changed_alone() throws Exception {
        write("words.en.properties", "level.P1 = page the team\n");
        write("webhook/opened.en.mustache", "{{level_word}} {{headline}}");

        assertThat(opened("webhook", ENGLISH)).isEqualTo("page the team Alarm\n");
    }

    @Test
    void one_that_is_saved_writes_the_next_message_and_a_wrong_one_changes_nothing() throws Exception {
        NoticeRenderer renderer = Contents.in(Optional.empty());
        write("webhook/opened.en.mustache", "saved {{title}}");

        assertThat(renderer.offer(TemplateTexts.read(folder), Media.ALL)).isEmpty();
        assertThat(written(renderer)).isEqualTo("saved Problem: high cpu\n");
        write("webhook/opened.en.mustache", "saved {{titel}}");
        assertThat(renderer.offer(TemplateTexts.read(folder), Media.ALL))
                .singleElement()
                .asString()
                .contains("opened.en.mustache:1: there is no value");
        assertThat(written(renderer)).isEqualTo("saved Problem: high cpu\n");
    }

    @Test
    void a_name_that_no_value_has_is_reported_with_its_line_and_a_guess() throws Exception {
        write("slack/opened.en.mustache", "{\n  \"text\": \"{{titel}} {{#actions}}{{label}}{{/actions}}\"\n}");

        assertProblem("slack/opened.en.mustache:2: there is no value \"titel\", was \"title\" meant?");
    }

    @Test
    void json_that_breaks_is_reported_with_the_line_of_the_template_that_made_it() throws Exception {
        write("slack/resolved.en.mustache", "{{! a comment }}\n{\n  \"text\": \"x\"\n  \"more\": 1\n}");
        write("shared/note.mustache", "\n\n\"note\" \"{{title}}\"");
        write("teams/opened.en.mustache", "{\n  {{> note}}\n}");

        assertProblem("slack/resolved.en.mustache:4: makes no JSON");
        assertProblem("shared/note.mustache:3: makes no JSON");
    }

    @Test
    void json_that_breaks_only_when_something_is_missing_is_found_too() throws Exception {
        write("slack/opened.en.mustache", "{\n  \"text\": \"x\"\n  {{#value}},{{/value}}\n  \"more\": \"y\"\n}");

        assertProblem("slack/opened.en.mustache:4: makes no JSON");
    }

    @Test
    void a_section_that_does_not_end_and_a_part_that_is_missing_are_reported() throws Exception {
        write("webhook/opened.en.mustache", "a\nb {{#items}}\nc");
        write("webhook/resolved.en.mustache", "a\n{{> nowhere}}");

        assertProblem("webhook/opened.en.mustache:2:");
        assertProblem("nowhere");
    }

    @Test
    void a_file_that_nothing_would_read_is_reported() throws Exception {
        write("slak/opened.en.mustache", "{}");
        write("slack/opened.en.txt", "{}");

        assertProblem("slak/opened.en.mustache: a template is <folder>/<name>.<language>.mustache");
        assertProblem("slack/opened.en.txt: a template is");
    }

    @Test
    void a_folder_that_is_not_there_is_reported() {
        Path nowhere = folder.resolve("nowhere");

        assertThatExceptionOfType(UnusableTemplates.class)
                .isThrownBy(() -> Contents.in(Optional.of(nowhere)).checked(Media.ALL))
                .withMessageContaining("there is no such folder (veaiops.templates.dir)");
    }

    @Test
    void one_that_fails_for_a_notice_all_the_same_gives_way_to_ours() throws Exception {
        write("webhook/opened.en.mustache", "x".repeat(70_000));
        write("wecom/opened.en.mustache", "{{#repeated}}broken{{/repeated}}{{^repeated}}{}{{/repeated}}");

        assertThat(opened("webhook", ENGLISH)).contains("Since");
        assertThat(opened("wecom", ENGLISH)).contains("markdown");
    }

    private String opened(String medium, Look look) {
        return render(medium, "opened", look);
    }

    private String render(String medium, String kind, Look look) {
        return Contents.in(Optional.of(folder))
                .render(Contents.of(EVENT, kind), Media.of(medium), look)
                .text();
    }

    private static String written(NoticeRenderer renderer) {
        return renderer.render(Contents.of(EVENT, "opened"), Media.of("webhook"), ENGLISH)
                .text();
    }

    private void assertProblem(String words) {
        assertThatExceptionOfType(UnusableTemplates.class)
                .isThrownBy(() -> Contents.in(Optional.of(folder)).checked(Media.ALL))
                .withMessageContaining(words);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
