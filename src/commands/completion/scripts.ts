/**
 * The scripts that `renew completion SHELL` prints. They call renew with what is typed and take its lines as data: no
 * shell evaluates a candidate. The first line of an answer is `words`, or `files` where a file is wanted.
 */
export const SCRIPTS = {
  // Works in bash 3.2, in POSIX mode, under `set -eu`, and without the package bash-completion.
  bash: `# Completion of renew for bash. In ~/.bashrc: eval "$(renew completion bash)"
_renew_complete() {
  local answer kind line
  COMPREPLY=()
  answer=$(command renew completion bash -- "\${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null) || return 0
  {
    IFS= read -r kind || return 0
    while IFS= read -r line; do
      [ -z "$line" ] || COMPREPLY+=("$line")
    done
  } <<<"$answer"
  if [ "$kind" = files ]; then
    compopt -o default 2>/dev/null || :
  fi
  return 0
}
complete -o nosort -F _renew_complete renew 2>/dev/null || complete -F _renew_complete renew
`,
  zsh: `#compdef renew
# Completion of renew for zsh. In ~/.zshrc, after compinit if it is there: eval "$(renew completion zsh)"
_renew() {
  local answer kind
  local -a lines before
  before=()
  (( CURRENT > 2 )) && before=("\${(@Q)words[2,CURRENT-1]}")
  answer="$(command renew completion zsh -- "\${before[@]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)" || return 1
  lines=("\${(@f)answer}")
  kind="\${lines[1]}"
  shift lines
  if [[ "$kind" == files ]]; then
    _files
  elif (( \${#lines} > 0 )); then
    _describe -V renew lines
  else
    return 1
  fi
}
if [[ "\${funcstack[1]-}" == _renew ]]; then
  _renew "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i -D }
  compdef _renew renew
fi
`,
  fish: `# Completion of renew for fish: renew completion fish > ~/.config/fish/completions/renew.fish
function __renew_complete
    set -l before (commandline -opc)
    set -l answer (command renew completion fish -- $before[2..-1] (commandline -ct) 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path (commandline -ct)
        case words
            set -e answer[1]
            test (count $answer) -eq 0; or printf '%s\\n' $answer
    end
end
complete -c renew -e
complete -c renew -k -f -a '(__renew_complete)'
`,
  // A word travels as Base64 of JSON, because Windows PowerShell loses quotes and empty words on the way to a program.
  powershell: `# Completion of renew for PowerShell. In $PROFILE: renew completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName renew -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
  $json = ConvertTo-Json -Compress -InputObject @($before + "$wordToComplete")
  $typed = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json))
  $encoding = [Console]::OutputEncoding
  try {
    [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
    $kind, $lines = @(renew completion powershell -- $typed 2>$null)
  } catch {
    return
  } finally {
    [Console]::OutputEncoding = $encoding
  }
  if ($kind -eq 'files') {
    return [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
  }
  foreach ($line in $lines) {
    $text, $shown, $about = $line -split [char]9
    [System.Management.Automation.CompletionResult]::new($text, $shown, 'ParameterValue', $about)
  }
}
`,
} as const
