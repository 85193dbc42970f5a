package io.github.lanewise.workbench;

import picocli.CommandLine.Command;

/** What every command has: {@code --help}, and the list of exit codes in it. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExample:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and everything is right",
      "1:something was measured or checked, and is not right; or a device that there is not, or"
          + " that failed",
      "2:a wrong option, or a suite, peer or shape that there is not",
      "3:a file or folder cannot be read or written",
      "130:interrupted; what was complete is kept"
    })
final class CommonOptions {}
