package dev.weir.server.command;

import dev.weir.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in words for its user. */
final class UsageMessage {

    private UsageMessage() {}

    static String of(ParameterException problem) {
        return switch (problem) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            default -> {
                ArgSpec argument = problem.getArgSpec();
                yield argument == null || problem.getValue() == null
                        ? String.valueOf(problem.getMessage())
                        : wrong(argument, problem.getValue(), problem);
            }
        };
    }

    private static String unmatched(UnmatchedArgumentException problem) {
        CommandLine line = problem.getCommandLine();
        String word = problem.getUnmatched().getFirst();
        var spec = line.getCommandSpec();
        if (problem.isUnknownOption()) {
            var known = new ArrayList<String>(spec.optionsMap().keySet());
            return word + " is no option of this command" + Suggestions.didYouMean(word, known);
        }
        var commands = spec.subcommands().keySet();
        if (commands.isEmpty()) {
            return "'" + word + "' is one argument too many";
        }
        String all = spec.parent() == null ? "" : "; there are " + String.join(", ", commands);
        return "there is no command %s%s%s"
                .formatted(
                        spec.parent() == null ? word : spec.name() + " " + word,
                        Suggestions.didYouMean(word, commands),
                        all);
    }

    private static String missing(MissingParameterException problem) {
        List<ArgSpec> missing = problem.getMissing();
        if (missing.isEmpty()) {
            return String.valueOf(problem.getMessage());
        }
        String names = missing.stream().map(UsageMessage::name).collect(Collectors.joining(", "));
        return missing.getFirst() instanceof OptionSpec option
                ? names + " needs a value, " + option.paramLabel()
                : names + (missing.size() == 1 ? " is missing" : " are missing");
    }

    private static String wrong(ArgSpec argument, String value, ParameterException problem) {
        if (argument.typeInfo().isMap()) {
            return "%s must be %s, is '%s'".formatted(name(argument), argument.paramLabel(), value);
        }
        Class<?> type = argument.type();
        if (type == int.class) {
            return "%s must be a whole number, is '%s'".formatted(name(argument), value);
        }
        if (type.isEnum()) {
            var words =
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .toList();
            return "%s must be one of %s, is '%s'%s"
                    .formatted(
                            name(argument),
                            String.join(", ", words),
                            value,
                            Suggestions.didYouMean(value, words));
        }
        return String.valueOf(problem.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
