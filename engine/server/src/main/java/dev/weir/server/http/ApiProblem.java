package dev.weir.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.problem.Problem;
import java.util.List;
import java.util.Locale;

/** Ends a request with a problem document (RFC 9457). */
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int status;
    private final String title;
    private final transient List<Problem> problems;

    ApiProblem(int status, String title, String detail) {
        this(status, title, detail, List.of());
    }

    ApiProblem(int status, String title, String detail, List<Problem> problems) {
        super(detail);
        this.status = status;
        this.title = title;
        this.problems = List.copyOf(problems);
    }

    static ApiProblem noSuchFlow(String name) {
        return new ApiProblem(404, "Not found", "there is no flow " + name + " on this server");
    }

    int status() {
        return status;
    }

    /** All in one line: the errors of the flow, if they are known. */
    String reasons() {
        var errors = problems.stream().filter(Problem::isError).map(Problem::text).toList();
        return errors.isEmpty() ? String.valueOf(getMessage()) : String.join("; ", errors);
    }

    String document() {
        var document = MAPPER.createObjectNode();
        document.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (!problems.isEmpty()) {
            document.set("problems", list(problems));
        }
        return document.toString();
    }

    /** Problems of a flow as the API shows them. */
    static ArrayNode list(List<Problem> problems) {
        var list = MAPPER.createArrayNode();
        for (Problem problem : problems) {
            ObjectNode node = list.addObject();
            node.put("level", problem.level().name().toLowerCase(Locale.ROOT));
            node.put("code", problem.code());
            node.put("path", problem.path());
            problem.mark().ifPresent(m -> node.put("line", m.line()).put("column", m.column()));
            node.put("message", problem.message());
        }
        return list;
    }
}
