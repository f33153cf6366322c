" What a person does in Vim with ALE: look at the diagnostics, hover, take a quick fix, save.
" script -qec 'vim -N -u ale.vim -i NONE -n' /dev/null; ASYNCLINT_EXECUTABLE and ASYNCLINT_FILE say what with, and
" what went wrong is written to the file that ASYNCLINT_OUTPUT names.
set nocompatible hidden noswapfile nomore
packadd! ale
let g:ale_linters_explicit = 1
let g:ale_lint_delay = 10
let g:ale_floating_preview = 0
let g:ale_hover_to_preview = 1
let g:ale_echo_cursor = 0
filetype plugin on

function! Await(what, holds) abort
  let l:begun = reltime()
  while !a:holds()
    sleep 20m
    if reltimefloat(reltime(l:begun)) > 20 | throw 'waited in vain: ' . a:what | endif
  endwhile
endfunction

function! Found() abort
  return get(get(g:ale_buffer_info, bufnr($ASYNCLINT_FILE), {}), 'loclist', [])
endfunction

" The window that the hover opens.
function! Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow') | return join(getbufline(winbufnr(l:window), 1, '$'), "\n") | endif
  endfor
  return ''
endfunction

function! Expect(what, holds) abort
  if !a:holds | throw a:what | endif
endfunction

function! Try() abort
  try
    call ale#linter#Define('javascript', {
      \ 'name': 'asynclint',
      \ 'lsp': 'stdio',
      \ 'executable': $ASYNCLINT_EXECUTABLE,
      \ 'command': '%e lsp',
      \ 'project_root': {buffer -> expand('#' . buffer . ':p:h')},
      \ })
    let g:ale_linters = {'javascript': ['asynclint']}
    execute 'edit' fnameescape($ASYNCLINT_FILE)
    let &l:filetype = 'javascript'
    ALELint
    call Await('diagnostics', {-> len(Found()) == 1})
    let l:found = Found()[0]
    call Expect('another finding: ' . string(l:found), l:found.code ==# 'floating-promise' && l:found.lnum == 2)
    call Expect('another place: ' . string(l:found), strpart(getline(2), l:found.col - 1) ==# 'save();')

    call cursor(l:found.lnum, l:found.col)
    ALEHover
    call Await('hover', {-> Preview() =~# 'floating-promise'})
    pclose

    " ALE asks which one with input(), and the answer is there already.
    call feedkeys("1\<CR>", 't')
    ALECodeAction
    call Await('the edit', {-> getline(2) =~# 'await save()\|save().catch'})
    " No event of Vim tells ALE of a change that was made in a timer.
    ALELint
    call Await('no diagnostics', {-> len(Found()) == 0})
    silent write
    ALEStopAllLSPs
    qall!
  catch
    call writefile([v:exception . ' at ' . v:throwpoint], $ASYNCLINT_OUTPUT)
    cquit!
  endtry
endfunction
autocmd VimEnter * call timer_start(50, {-> Try()})
