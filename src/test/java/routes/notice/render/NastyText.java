package routes.notice.render;

import java.util.List;

/** What alarms say that platforms could read for marks. */
final class NastyText {
    static final List<String> URLS = List.of(
            "https://wiki.example.com/run_book/disk-full_v2?a=1&b=2#top_x",
            "https://en.example.org/wiki/Foo_(bar)_baz",
            "http://grafana_1.local:3000/d/x?var=a&lt=1&copy=2",
            "https://home.example/~user/_x_/__y__",
            "https://kibana.example/app#/?_g=(time:(from:now-1h,to:now))&_a=(query:'host:db')",
            "http://[::1]:9090/graph?g0.expr=up",
            "https://例え.example/路径/页面");

    static final List<String> NASTY = List.of(
            "sum by (job) (rate(http_requests_total{code=~\"5.*\",path!~\".*foo.*\"}[5m])) * 100 > 5",
            "C:\\Windows\\System32\\drivers\\etc \\\\server\\share_1\\",
            "    at com.example.Foo$Bar.<init>(Foo.java:42)",
            "\tat java.base/java.lang.Thread.run(Thread.java:833)",
            "^(\\d{3})[-. ]?(\\w+)*$",
            "`df -h` and ``` and ``x``",
            "# not a heading",
            "> not a quote",
            ">> nor this",
            "- not a list",
            "* nor this *one*",
            "+ plus",
            "1. first",
            "2) second",
            "---",
            "=====",
            "a | b",
            "--- | ---",
            "|---|---|",
            "*star* **bold** _it_ __under__ ~~strike~~ ~tilde~ ||spoiler||",
            "snake_case_name and _private and trailing_ *glob*.log",
            "<!channel> <@U123> <#C1> <at id=all></at> <at user_id=\"all\">x</at> <@all> <:smile:1>",
            "@everyone @here @all @channel @oncall_bot ops@example.com",
            "a < b && c > d &lt;b&gt; &amp; &#60; &copy;",
            "<b>x</b> <script>alert(1)</script> <font color=red>y</font>",
            "[1]: http_nothing",
            "![img] [x] ](x) [y](z)",
            "{\"json\":\"v\\\"al\"} {{title}} ${env} $x^2$ %s",
            "main.c:100: error kube:fire:cpu $$x$$ #**ops** @**all** @*team* <time:2026-01-01>",
            "SELECT * FROM `orders` WHERE id IN (1,2) -- a*b*c; DROP TABLE \"x\";",
            "```",
            "~~~",
            "___",
            "***",
            "* * *",
            "磁盘_使用率_过高 *严重* 「告警」",
            "مرحبا שלום",
            "😀👨‍👩‍👧‍👦 emoji");

    /** Marks that begin in one line and end in another. */
    static final List<String> BLOCKS = List.of(
            "```json\n{\"a\": [1, 2]}\n```", "~~~\nx\n~~~", "`a\nb`", "**a\nb**", "a | b\n--- | ---\n1 | 2", "t\n---");

    private NastyText() {}
}
